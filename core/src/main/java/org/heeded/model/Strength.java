package org.heeded.model;

/** What a marketer is strong in. */
public enum Strength {
    /** Technical. */
    TECHNICAL,
    /** Analytical. */
    ANALYTICAL,
    /** Creative. */
    CREATIVE,
    /** Persuasive. */
    PERSUASION,
    /** Understands people. */
    UNDERSTANDING_PEOPLE
}
