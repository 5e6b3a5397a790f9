package io.losant4j.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Losant's word that it did what was asked.
 *
 * @param success whether it did; true unless Losant says otherwise
 */
public record Success(boolean success) {

	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	static Success read(@JsonProperty("success") @Nullable Boolean success) {
		return new Success(!Boolean.FALSE.equals(success));
	}

}
