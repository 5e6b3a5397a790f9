package io.losant4j.device;

import io.losant4j.http.RestResource;
import reactor.core.publisher.Mono;

final class DefaultDeviceAttributesActions implements DeviceAttributesActions {

	private final RestResource attributes;

	DefaultDeviceAttributesActions(RestResource attributes) {
		this.attributes = attributes;
	}

	@Override
	public Mono<DeviceAttributeList> get(DeviceAttributesQuery query) {
		return this.attributes.get("deviceAttributes.get", "")
			.query(query.parameters())
			.retrieve(DeviceAttributeList.class);
	}

	@Override
	public Mono<DeviceAttribute> post(DeviceAttribute attribute) {
		return this.attributes.post("deviceAttributes.post", "")
			.body(attribute.requireSendable())
			.retrieve(DeviceAttribute.class);
	}

}
