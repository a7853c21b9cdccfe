package org.heeded.model;

import java.util.Base64;

/**
 * Free text of an entry: in clear, or about a person and therefore sealed before it is stored.
 *
 * <p>{@code toString} never shows the words of a personal text, so that none reaches a log line by accident.
 */
public sealed interface Text {

    /** The field name that validation messages use where the text does not know its own. */
    String FIELD = "text";

    /**
     * Text in clear.
     *
     * @param value 1 to 100,000 characters, not blank
     */
    record Plain(String value) implements Text {

        /**
         * Validates.
         *
         * @throws RejectedException if the text is blank, too long or not well-formed
         */
        public Plain {
            Check.text(FIELD, value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * Text about a person, on its way into the log: it is sealed before a byte is written.
     *
     * @param subject whose personal data it is
     * @param value 1 to 100,000 characters, not blank
     */
    record Personal(SubjectId subject, String value) implements Text {

        /**
         * Validates.
         *
         * @throws RejectedException if the text is blank, too long or not well-formed
         */
        public Personal {
            Check.text(FIELD, value);
        }

        @Override
        public String toString() {
            return "(personal text of " + subject + ")";
        }
    }

    /**
     * Text about a person as it is stored: readable only with the key of its subject. The four texts are Base64 without
     * line breaks.
     *
     * @param subject whose personal data it is
     * @param salt what the key of this field is derived with
     * @param nonce the nonce of the cipher
     * @param commitment what binds the ciphertext to one key
     * @param ciphertext the sealed words with their authentication tag
     */
    record Sealed(SubjectId subject, String salt, String nonce, String commitment, String ciphertext) implements Text {

        /**
         * Validates.
         *
         * @throws RejectedException if a part is not Base64
         */
        public Sealed {
            base64("salt", salt);
            base64("nonce", nonce);
            base64("commitment", commitment);
            base64("ciphertext", ciphertext);
        }

        private static void base64(String field, String value) {
            try {
                if (value.isEmpty()
                        || !Base64.getEncoder()
                                .encodeToString(Base64.getDecoder().decode(value))
                                .equals(value)) {
                    throw new RejectedException(Rule.MALFORMED, field, "of a sealed text is not canonical Base64");
                }
            } catch (IllegalArgumentException e) {
                throw new RejectedException(Rule.MALFORMED, field, "of a sealed text is not Base64");
            }
        }

        @Override
        public String toString() {
            return "(sealed text of " + subject + ")";
        }
    }

    /**
     * Text about a person who was erased: where it was sealed, it can be read no more. Only reading gives it; recording
     * it is refused.
     *
     * @param subject whose personal data it was
     */
    record Erased(SubjectId subject) implements Text {

        @Override
        public String toString() {
            return "(erased)";
        }
    }

    /**
     * Text in clear.
     *
     * @param value 1 to 100,000 characters, not blank
     * @return the text
     * @throws RejectedException if it is blank, too long or not well-formed
     */
    static Text of(String value) {
        return new Plain(value);
    }

    /**
     * Text about a person, to be sealed before it is stored.
     *
     * @param subject whose personal data it is
     * @param value 1 to 100,000 characters, not blank
     * @return the text
     * @throws RejectedException if it is blank, too long or not well-formed
     */
    static Text about(SubjectId subject, String value) {
        return new Personal(subject, value);
    }
}
