package org.heeded.model;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param amount at least 0, in canonical form
 * @param currency an ISO 4217 currency
 */
public record Money(BigDecimal amount, Currency currency) {

    /**
     * Validates and makes the amount canonical.
     *
     * @throws RejectedException if the amount is negative or has too many digits
     */
    public Money {
        amount = Check.number("stake", amount);
        if (amount.signum() < 0) {
            throw new RejectedException(Rule.NUMBER, "stake", "is negative");
        }
    }

    /**
     * An amount in a currency.
     *
     * @param amount at least 0
     * @param currency an ISO 4217 code such as {@code EUR}
     * @return the money
     * @throws RejectedException if the currency is unknown or the amount no amount
     */
    public static Money of(BigDecimal amount, String currency) {
        try {
            return new Money(amount, Currency.getInstance(currency));
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Rule.CURRENCY, "currency", "is not an ISO 4217 code such as EUR");
        }
    }

    /**
     * A whole amount in a currency.
     *
     * @param amount at least 0
     * @param currency an ISO 4217 code such as {@code EUR}
     * @return the money
     * @throws RejectedException if the currency is unknown or the amount negative
     */
    public static Money of(long amount, String currency) {
        return of(BigDecimal.valueOf(amount), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
