package io.losant4j.spring.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the client is configured.
 *
 * @param enabled whether the client is a bean
 * @param baseUrl where Losant is; https, or http on loopback
 * @param accessToken the access token, such as an application API token
 * @param applicationId the id of the application that becomes a LosantApplication bean
 */
@ConfigurationProperties("losant")
public record LosantProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("https://api.losant.com") String baseUrl, @Nullable String accessToken,
		@Nullable String applicationId) {

	/**
	 * Shows everything but the token.
	 * @return the properties as text
	 */
	@Override
	public String toString() {
		return "LosantProperties[enabled=" + this.enabled + ", baseUrl=" + this.baseUrl + ", accessToken="
				+ ((this.accessToken != null) ? "hidden" : "unset") + ", applicationId=" + this.applicationId + "]";
	}

}
