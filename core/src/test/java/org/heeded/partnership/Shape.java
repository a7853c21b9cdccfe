package org.heeded.partnership;

/**
 * How large a planted log is.
 *
 * @param engagements how many; engagement i is with client i modulo the clients
 * @param clients how many
 * @param marketers how many, of one organisation; the first is the head, the second the first specialist
 * @param cases pieces of work of each engagement, on average
 * @param days how long an engagement lasts
 */
record Shape(int engagements, int clients, int marketers, int cases, int days) {

    /** About 300 pieces of work: six clients, one of them with two engagements, over two years. */
    static final Shape USUAL = new Shape(7, 6, 6, 44, 730);

    /** The same size with one engagement a client. */
    static Shape clients(int clients, int cases) {
        return new Shape(clients, clients, 6, cases, 730);
    }
}
