package io.losant4j.device;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a system device makes an attribute of its own out of its children's.
 *
 * @param aggregation the function, such as {@code MEAN}, or {@code null}
 * @param aggregationOptions options of the function; Losant knows none so far
 * @param childAttributes which attributes of which children; never {@code null}
 * @see <a href="https://docs.losant.com/devices/systems/">Losant: systems</a>
 */
public record SystemAggregation(@Nullable Aggregation aggregation,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Object> aggregationOptions,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChildAttribute> childAttributes) {

	private static final List<Aggregation> KNOWN = List.of(Aggregation.FIRST, Aggregation.LAST, Aggregation.COUNT,
			Aggregation.MAX, Aggregation.MIN, Aggregation.MEDIAN, Aggregation.MEAN, Aggregation.SUM,
			Aggregation.STD_DEV);

	public SystemAggregation {
		aggregationOptions = Check.frozen(aggregationOptions);
		childAttributes = Check.frozen(childAttributes);
	}

	/**
	 * An aggregation, as it may be sent.
	 * @param aggregation the function
	 * @param childAttributes which attributes of which children, at most 256
	 * @return the aggregation
	 * @throws IllegalArgumentException if a child attribute is refused, or there are too
	 * many
	 */
	public static SystemAggregation of(Aggregation aggregation, ChildAttribute... childAttributes) {
		return new SystemAggregation(aggregation, List.of(), List.of(childAttributes)).requireSendable();
	}

	SystemAggregation requireSendable() {
		if (this.aggregation != null) {
			Check.known("system aggregation", this.aggregation, KNOWN);
		}
		Check.size("aggregationOptions", this.aggregationOptions, 0, 0);
		Check.size("childAttributes", this.childAttributes, 0, 256);
		this.childAttributes.forEach(ChildAttribute::requireSendable);
		return this;
	}

	/**
	 * One attribute of some children.
	 *
	 * @param name the children's attribute; empty where a server told none
	 * @param mode which children: {@code all}, those in the lists ({@code whitelist}), or
	 * all but those ({@code blacklist}); empty where a server told none
	 * @param deviceIds ids of children; never {@code null}
	 * @param deviceTags tags of children; never {@code null}
	 */
	public record ChildAttribute(String name, String mode,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> deviceIds,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<TagFilter> deviceTags) {

		private static final List<String> MODES = List.of("all", "whitelist", "blacklist");

		public ChildAttribute {
			name = Check.told(name);
			mode = Check.told(mode);
			deviceIds = Check.frozen(deviceIds);
			deviceTags = Check.frozen(deviceTags);
		}

		/**
		 * An attribute of all children.
		 * @param name the children's attribute
		 * @return the child attribute
		 * @throws IllegalArgumentException if the name is refused
		 */
		public static ChildAttribute ofAll(String name) {
			return new ChildAttribute(name, "all", List.of(), List.of()).requireSendable();
		}

		/**
		 * An attribute of some children.
		 * @param name the children's attribute
		 * @param deviceIds ids of these children, at most 1,000
		 * @param deviceTags tags of these children, at most 100
		 * @return the child attribute
		 * @throws IllegalArgumentException if the name, an id or a tag is refused, or
		 * there are too many
		 */
		public static ChildAttribute ofOnly(String name, List<String> deviceIds, List<TagFilter> deviceTags) {
			return new ChildAttribute(name, "whitelist", deviceIds, deviceTags).requireSendable();
		}

		/**
		 * An attribute of all but some children.
		 * @param name the children's attribute
		 * @param deviceIds ids of these children, at most 1,000
		 * @param deviceTags tags of these children, at most 100
		 * @return the child attribute
		 * @throws IllegalArgumentException if the name, an id or a tag is refused, or
		 * there are too many
		 */
		public static ChildAttribute ofAllBut(String name, List<String> deviceIds, List<TagFilter> deviceTags) {
			return new ChildAttribute(name, "blacklist", deviceIds, deviceTags).requireSendable();
		}

		ChildAttribute requireSendable() {
			Check.key("childAttributes name", this.name);
			Check.known("childAttributes mode", this.mode, MODES);
			Check.size("childAttributes deviceIds", this.deviceIds, 0, 1_000)
				.forEach((id) -> Check.id("childAttributes deviceIds", id));
			Check.size("childAttributes deviceTags", this.deviceTags, 0, 100).forEach(TagFilter::requireSendable);
			return this;
		}

	}

}
