/**
 * Who we are: credentials, and the session that turns them into a token.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.auth;
