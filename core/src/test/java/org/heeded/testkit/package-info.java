/**
 * The test kit: a contract for stores, a clock that a test moves, and entries to fill a log with.
 *
 * <p>It is published as the test jar of {@code heeded-core} and needs JUnit Jupiter and AssertJ, which a user declares
 * beside it, all in test scope:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>org.heeded</groupId>
 *   <artifactId>heeded-core</artifactId>
 *   <version>the version of heeded-core</version>
 *   <type>test-jar</type>
 *   <scope>test</scope>
 * </dependency>
 * <dependency>
 *   <groupId>org.junit.jupiter</groupId>
 *   <artifactId>junit-jupiter</artifactId>
 *   <version>5.14 or newer</version>
 *   <scope>test</scope>
 * </dependency>
 * <dependency>
 *   <groupId>org.assertj</groupId>
 *   <artifactId>assertj-core</artifactId>
 *   <version>3.27 or newer</version>
 *   <scope>test</scope>
 * </dependency>
 * }</pre>
 */
@NullMarked
package org.heeded.testkit;

import org.jspecify.annotations.NullMarked;
