package org.heeded.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "Ähre, 4",
        "漢字, 4",
        "かな, 4",
        "한국어, 6",
        "ｱｲｳ, 3",
        "ＡＢ, 4",
        "「」, 4",
        "😀, 2",
        "✅, 2",
        "⚡️, 2",
        "❤️, 2",
        "🇫🇷, 2",
        "👩‍👩‍👧, 2",
        "👍🏽, 2",
        "שלום, 4",
        "ไทย, 3"
    })
    void aTextTakesItsColumns(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @Test
    void whatIsPutOnALetterTakesNone() {
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("e" + "\u0301".repeat(500))).isEqualTo(1);
        assertThat(Columns.of("か\u3099")).isEqualTo(2);
    }

    @Test
    void aCutTextFitsAndIsTheBeginning() {
        Random random = new Random(7);
        String letters = "ab 漢한😀é✅";
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(30), 0, letters.codePointCount(0, letters.length()))
                    .map(at -> letters.codePointAt(letters.offsetByCodePoints(0, at)))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int most = 1 + random.nextInt(40);
            String cut = Columns.cut(text, most);
            assertThat(Columns.of(cut)).isLessThanOrEqualTo(most);
            if (Columns.of(text) <= most) {
                assertThat(cut).isEqualTo(text);
            } else {
                assertThat(cut).endsWith("…");
                assertThat(text).startsWith(cut.substring(0, cut.length() - 1));
                assertThat(Columns.of(cut)).isGreaterThanOrEqualTo(most - 1);
            }
        }
    }
}
