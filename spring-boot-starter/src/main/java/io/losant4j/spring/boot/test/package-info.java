/**
 * Tests of services that use the client, against a simulated Losant.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.spring.boot.test;
