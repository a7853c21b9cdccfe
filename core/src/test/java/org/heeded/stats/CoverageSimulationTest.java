package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short form of {@link CoverageSimulation}; its sampling error is two standard errors of its number of runs. */
class CoverageSimulationTest {

    private final CoverageSimulation simulation = new CoverageSimulation(2000);

    @Test
    void theDefaultLimitsCoverAboutWhatTheySayInSmallSamples() {
        for (int n : new int[] {10, 20, 50}) {
            assertThat(simulation
                            .rateCoverage(ProportionInterval.WILSON_JEFFREYS, n, 0.3)
                            .share())
                    .isBetween(0.92, 0.99);
            assertThat(simulation
                            .differenceCoverage(RiskDifference.MIETTINEN_NURMINEN::of, n, new double[] {0.5, 0.2})
                            .share())
                    .isBetween(0.93, 0.99);
        }
    }

    @Test
    void lookingAfterEveryDecisionRaisesFewFalseAlarmsAndTheNaiveWayMany() {
        double naive = new CoverageSimulation(200).naiveAlarms(100, 0.3, 0.3);
        assertThat(simulation.alarms(100, 0.3, 0.3)).isLessThanOrEqualTo(0.05);
        assertThat(new CoverageSimulation(200).everMissed(50, 0.5, 0.2)).isLessThanOrEqualTo(0.05);
        assertThat(naive).isGreaterThan(0.15);
    }

    @Test
    void theMonitorFindsWhatIsThere() {
        assertThat(simulation.alarms(100, 0.7, 0.3)).isGreaterThan(0.8);
    }
}
