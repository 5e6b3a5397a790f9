/**
 * What Losant does later: {@link io.losant4j.job.ApplicationJobLogsActions the logs of an
 * application's jobs}, and the best that can be done to wait for one.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.job;
