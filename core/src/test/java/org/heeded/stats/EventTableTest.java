package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTableTest {

    @Test
    void observationsOfATimeAreCountedTogetherInOrderOfTime() {
        EventTable table = new EventTable(List.of(
                Row.event(7, Cause.SUCCESS),
                Row.open(2),
                Row.event(7, Cause.FAILURE),
                new Row(3, 0, 0, 0),
                Row.event(2, Cause.FAILURE),
                Row.open(2)));
        assertThat(table.rows()).containsExactly(new Row(2, 1, 0, 2), new Row(7, 1, 1, 0));
        assertThat(table.size()).isEqualTo(5);
    }

    @Test
    void zeroHasOneSign() {
        EventTable table = new EventTable(List.of(Row.open(-0.0), Row.open(0.0)));
        assertThat(table.rows()).containsExactly(new Row(0.0, 0, 0, 2));
    }

    @Test
    void atRiskAreThoseWithATimeAtLeastThis() {
        EventTable table = new EventTable(List.of(new Row(2, 1, 0, 2), new Row(7, 1, 1, 0)));
        assertThat(table.atRisk(0)).isEqualTo(5);
        assertThat(table.atRisk(2)).isEqualTo(5);
        assertThat(table.atRisk(2.5)).isEqualTo(2);
        assertThat(table.atRisk(7)).isEqualTo(2);
        assertThat(table.atRisk(7.5)).isZero();
    }

    @Test
    void aCauseTakenOutIsCensored() {
        EventTable table = new EventTable(List.of(new Row(2, 1, 4, 2), new Row(7, 0, 1, 0)));
        assertThat(table.censoring(Cause.SUCCESS).rows()).containsExactly(new Row(2, 1, 0, 6), new Row(7, 0, 0, 1));
        assertThat(table.censoring(Cause.FAILURE).rows()).containsExactly(new Row(2, 0, 4, 3), new Row(7, 0, 1, 0));
        assertThat(Cause.FAILURE.other()).isEqualTo(Cause.SUCCESS);
        assertThat(Cause.SUCCESS.other()).isEqualTo(Cause.FAILURE);
    }

    @Test
    void mergingCountsIsCountingTheMergedInAnyOrderAndGrouping() {
        EventTables.seeds(200).forEach(random -> {
            EventTable a = EventTables.random(random);
            EventTable b = EventTables.random(random);
            EventTable c = EventTables.random(random);
            List<Row> all = new ArrayList<>();
            List.of(c, a, b).forEach(table -> all.addAll(EventTables.subjects(table)));
            EventTable whole = new EventTable(all);
            assertThat(a.plus(b).plus(c)).isEqualTo(whole);
            assertThat(c.plus(b.plus(a))).isEqualTo(whole).hasSameHashCodeAs(whole);
            assertThat(whole.plus(EventTable.EMPTY)).isEqualTo(whole);
            assertThat(EventTables.shuffled(whole, random)).isEqualTo(whole);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoTimeIsRefused(double time) {
        assertThatThrownBy(() -> Row.open(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time " + time);
        assertThatThrownBy(() -> EventTable.EMPTY.atRisk(time)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KaplanMeier.of(EventTable.EMPTY).at(time, KaplanMeier.Limits.LOG_LOG, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NelsonAalen.of(EventTable.EMPTY).at(time, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AalenJohansen.of(EventTable.EMPTY).at(Cause.FAILURE, time, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Row(1, -1, 0, 0)).hasMessageContaining("failures -1");
        assertThatThrownBy(() -> new Row(1, 0, -2, 0)).hasMessageContaining("successes -2");
        assertThatThrownBy(() -> new Row(1, 0, 0, EventTable.MAX_SIZE + 1)).hasMessageContaining("censored");
        EventTable full = new EventTable(List.of(new Row(1, EventTable.MAX_SIZE, 0, 0)));
        assertThatThrownBy(() -> full.plus(EventTables.open(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subjects");
    }

    @Test
    void rowsAreTheCallersNoMore() {
        List<Row> rows = new ArrayList<>(List.of(Row.open(1)));
        EventTable table = new EventTable(rows);
        rows.add(Row.open(2));
        assertThat(table.size()).isEqualTo(1);
        assertThat(EventTables.random(new Random(1)).rows()).isUnmodifiable();
    }
}
