package org.heeded.dossier;

/** What puts a case into its arm. */
public enum Basis {
    /** The decision: the intention. */
    AS_DECIDED,
    /** The launch: the fact; time zero is then the launch. */
    AS_LAUNCHED
}
