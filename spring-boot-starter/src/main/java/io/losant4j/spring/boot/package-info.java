/**
 * Makes the client a bean, configured by {@code losant.*} properties.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.spring.boot;
