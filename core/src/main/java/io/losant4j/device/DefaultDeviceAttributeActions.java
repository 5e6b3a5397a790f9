package io.losant4j.device;

import io.losant4j.http.RestResource;
import reactor.core.publisher.Mono;

final class DefaultDeviceAttributeActions implements DeviceAttributeActions {

	private final String name;

	private final RestResource attribute;

	DefaultDeviceAttributeActions(String name, RestResource attribute) {
		this.name = name;
		this.attribute = attribute;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Mono<DeviceAttribute> get() {
		return this.attribute.get("deviceAttribute.get", "").retrieve(DeviceAttribute.class);
	}

	@Override
	public Mono<DeviceAttribute> patch(DeviceAttributePatch patch) {
		return this.attribute.patch("deviceAttribute.patch", "").body(patch).retrieve(DeviceAttribute.class);
	}

	@Override
	public Mono<Void> delete() {
		return this.attribute.delete("deviceAttribute.delete", "").retrieveNothing();
	}

}
