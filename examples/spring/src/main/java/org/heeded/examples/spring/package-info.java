/** An agency's tool on Spring Boot that keeps its decision log in the database it has anyway. */
package org.heeded.examples.spring;
