package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heeded.exchange.Table.Line;
import org.junit.jupiter.api.Test;

class TableTest {

    private static List<Line> read(String text) throws IOException {
        List<Line> lines = new ArrayList<>();
        Table.read("input", new StringReader(text), ',', lines::add);
        return lines;
    }

    @Test
    void ofALongCellOnlyTheBeginningAndTheLengthAreKept() throws IOException {
        Line line = read("a," + "x".repeat(Table.MAX_CELL + 1) + "," + "y".repeat(Table.MAX_CELL))
                .get(0);
        assertThat(line.cells().get(1)).hasSize(200);
        assertThat(line.cells().get(2)).hasSize(Table.MAX_CELL);
        assertThat(line.tooLong()).containsExactly(Map.entry(1, Table.MAX_CELL + 1));
    }

    @Test
    void ofAWideRecordTheWidthIsKnownAndNotEveryCellIsKept() throws IOException {
        Line line = read("x,".repeat(5_000) + "x, ,,").get(0);
        assertThat(line.width()).isEqualTo(5_001);
        assertThat(line.cells()).hasSize(Table.MAX_COLUMNS);
    }

    @Test
    void readingStopsWhenTheReaderHasEnough() throws IOException {
        List<Line> lines = new ArrayList<>();
        Table.read("input", new StringReader("a\nb\n\"broken"), ',', line -> {
            lines.add(line);
            return lines.size() < 2;
        });
        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L);
    }
}
