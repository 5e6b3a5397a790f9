package io.losant4j.http;

/**
 * What a call is, for metrics, traces and logs. It has no ids, no query and no body, so
 * there are few of them, and none holds a secret.
 *
 * @param action Losant's name of the action, such as {@code device.getState}
 * @param method the HTTP method
 * @param uriTemplate the path as on Losant's page, such as
 * {@code /applications/{applicationId}/devices/{deviceId}/state}
 */
public record CallInfo(String action, String method, String uriTemplate) {

	/**
	 * The attribute under which every request carries its {@code CallInfo}, for filters
	 * and observation conventions of the application.
	 */
	public static final String ATTRIBUTE = CallInfo.class.getName();

}
