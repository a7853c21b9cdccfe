package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.heeded.exchange.CsvMapping.DecimalMark;
import org.heeded.model.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a number, and what settles the decimal mark. */
class NumbersTest {

    private static Numbers after(char delimiter, String... seen) {
        Numbers numbers = new Numbers(Optional.empty(), delimiter);
        for (int i = 0; i < seen.length; i++) {
            numbers.see(i + 2, seen[i]);
        }
        return numbers;
    }

    private static Numbers asked(DecimalMark mark) {
        return new Numbers(Optional.of(mark), ',');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '"', textBlock = """
                    COMMA > 12,5 > 12.5
                    COMMA > 1.234,56 > 1234.56
                    COMMA > 1.234.567 > 1234567
                    COMMA > 1 234,56 > 1234.56
                    COMMA > 1 234 567,8 > 1234567.8
                    COMMA > 1.234 > 1234
                    COMMA > 1,234 > 1.234
                    COMMA > ,5 > 0.5
                    COMMA > -3 > -3
                    POINT > 12.5 > 12.5
                    POINT > 1,234.56 > 1234.56
                    POINT > 1,234,567 > 1234567
                    POINT > 1'234.5 > 1234.5
                    POINT > 1,234 > 1234
                    POINT > 1.234 > 1.234
                    POINT > 0.725 > 0.725
                    POINT > −3.5 > -3.5
                    POINT > +7 > 7
                    POINT > 1000000 > 1000000
                    """)
    void formsOfSpreadsheetsAreRead(DecimalMark mark, String cell, BigDecimal expected) {
        assertThat(asked(mark).read("actual", cell)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                ",",
                "12.",
                "1,23.4",
                "1.2.3",
                "12,34,567",
                "1 23",
                "1,234 567",
                "1e5",
                "0x10",
                "NaN",
                "٣",
                "(5)",
                "5-",
                "--5",
                "1/2",
                "5 %",
                "€5",
                "12 500 x"
            })
    void whatIsNoNumberIsRefused(String cell) {
        for (DecimalMark mark : DecimalMark.values()) {
            assertThatThrownBy(() -> asked(mark).read("actual", cell)).isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void aMillionDigitsAreRefusedAtOnce() {
        assertThatThrownBy(() -> asked(DecimalMark.POINT).read("actual", "9".repeat(1_000_000)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void oneClearNumberSettlesTheWholeFileAndIsSaid() {
        Numbers comma = after(';', "1.234", "12,5");
        assertThat(comma.read("actual", "1.234")).isEqualByComparingTo("1234");
        assertThat(comma.assumptions()).containsExactly("decimal comma, since line 3 has 12,5");
        Numbers point = after(';', "1,234", "0.725");
        assertThat(point.read("actual", "1,234")).isEqualByComparingTo("1234");
        assertThat(point.assumptions()).containsExactly("decimal point, since line 3 has 0.725");
        assertThatThrownBy(() -> point.read("actual", "12,5")).hasMessageContaining("decimal point");
    }

    @Test
    void moneyAndPercentSignsSettleItToo() {
        assertThat(after(';', "€ 12,50").read("stake", "1.234")).isEqualByComparingTo("1234");
        assertThat(after(';', "12,5 %").read("stake", "1.234")).isEqualByComparingTo("1234");
    }

    @Test
    void whatStaysOpenIsRefusedButWholeNumbersAreNot() {
        Numbers open = after(';', "1.234", "1,234", "17");
        assertThat(open.read("actual", "17")).isEqualByComparingTo("17");
        assertThat(open.assumptions()).isEmpty();
        for (String cell : new String[] {"1.234", "1,234"}) {
            assertThatThrownBy(() -> open.read("actual", cell))
                    .hasMessageContaining("no number of the file settles it");
        }
    }

    @Test
    void commasBetweenCellsMeanThatDecimalsHavePoints() {
        Numbers numbers = after(',', "1.234");
        assertThat(numbers.read("actual", "1.234")).isEqualByComparingTo("1.234");
        assertThat(numbers.assumptions()).containsExactly("decimal point, since cells are separated by commas");
    }

    @Test
    void bothMarksInOneFileAreRefusedWithTheirLines() {
        assertThatThrownBy(() -> after(';', "1.5", "1,5").read("actual", "1.5"))
                .hasMessageContaining("line 2 has 1.5, line 3 has 1,5");
    }

    @Test
    void sharesMayBeInPerCent() {
        assertThat(asked(DecimalMark.COMMA).readShare("p", "70 %")).isEqualByComparingTo("0.7");
        assertThat(asked(DecimalMark.COMMA).readShare("p", "12,5%")).isEqualByComparingTo("0.125");
        assertThat(asked(DecimalMark.POINT).readShare("p", "0.7")).isEqualByComparingTo("0.7");
        assertThatThrownBy(() -> asked(DecimalMark.POINT).readShare("p", "%")).isInstanceOf(RejectedException.class);
    }
}
