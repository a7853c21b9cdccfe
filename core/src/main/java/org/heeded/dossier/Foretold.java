package org.heeded.dossier;

import java.math.BigDecimal;
import java.util.Optional;
import org.heeded.model.Forecast;
import org.heeded.model.PartyId;
import org.heeded.model.Side;

/**
 * A forecast about what was carried out, held against what was measured.
 *
 * @param side whose forecast it is
 * @param by the forecaster; absent: not named
 * @param forecast the forecast
 * @param horizonDays the whole days from the forecast to its due day; absent: either has no date
 * @param actual the measured value; absent: judged by hand, or not known yet
 * @param met whether its target was met; absent: not known yet, or the result cannot tell
 * @param before whether it was recorded before the result
 */
public record Foretold(
        Side side,
        Optional<PartyId> by,
        Forecast forecast,
        Optional<Long> horizonDays,
        Optional<BigDecimal> actual,
        Optional<Boolean> met,
        boolean before) {}
