/**
 * One WebClient, set up once: codecs, errors, the token, pools. Its types are public for
 * the other rooms of this library, not for users of it.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.http;
