package org.heeded.log;

import java.util.HexFormat;

/** JSON as it grows: compact, escaped only where it must be. What is written has to be in order; nothing checks that. */
final class JsonText {

    /** About the length of a record. */
    private static final int USUAL = 512;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final StringBuilder text = new StringBuilder(USUAL);

    JsonText beginObject() {
        next().append('{');
        return this;
    }

    JsonText endObject() {
        text.append('}');
        return this;
    }

    JsonText beginArray() {
        next().append('[');
        return this;
    }

    JsonText endArray() {
        text.append(']');
        return this;
    }

    /** The name of a member; its value comes next. */
    JsonText name(String name) {
        string(name);
        text.append(':');
        return this;
    }

    JsonText string(String value) {
        next().append('"');
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, done, i).append('\\');
                escape(c);
                done = i + 1;
            }
        }
        (done == 0 ? text.append(value) : text.append(value, done, value.length())).append('"');
        return this;
    }

    private void escape(char c) {
        switch (c) {
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            case '"', '\\' -> text.append(c);
            default -> text.append('u').append(HEX.toHexDigits(c));
        }
    }

    JsonText number(long value) {
        next().append(value);
        return this;
    }

    /** A value that is JSON text already. */
    JsonText raw(String json) {
        next().append(json);
        return this;
    }

    /** Where the next name or value goes: behind a comma, unless it is the first or has its name before it. */
    private StringBuilder next() {
        char last = text.length() == 0 ? ':' : text.charAt(text.length() - 1);
        return last == '{' || last == '[' || last == ':' ? text : text.append(',');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
