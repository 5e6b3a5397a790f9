package io.losant4j;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * What a user of the library can see: the public and protected signatures of types that
 * are public all the way up.
 */
final class PublicSignatures {

	private static final List<String> SPOKEN = List.of("java.", "javax.net.ssl.", "org.reactivestreams.",
			"reactor.core.", "org.jspecify.", "io.losant4j.");

	private PublicSignatures() {
	}

	static DescribedPredicate<JavaClass> visible() {
		return DescribedPredicate.describe("are public all the way up", (type) -> isSeen(type.getModifiers())
				&& type.getEnclosingClass().map((outer) -> visible().test(outer)).orElse(true));
	}

	/**
	 * Speaks the JDK, Reactor, JSpecify and our own types, other than our doors.
	 * @param doors full names of our types that are public for Java only
	 * @param exceptions full names of members that may speak of anything
	 */
	static ArchCondition<JavaClass> speakOnlyOurLanguage(Set<String> doors, Set<String> exceptions) {
		return new ArchCondition<>("speak only of the JDK, Reactor, JSpecify and our own types") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				supertypes(type).filter((spoken) -> isForeign(spoken, doors))
					.forEach((foreign) -> events.add(violated(type, type.getName() + " is a " + foreign.getName())));
				type.getMembers()
					.stream()
					.filter((member) -> isSeen(member.getModifiers()) && !exceptions.contains(member.getFullName()))
					.forEach((member) -> spoken(member).filter((spoken) -> isForeign(spoken, doors))
						.forEach((foreign) -> events
							.add(violated(type, member.getFullName() + " speaks of " + foreign.getName()))));
			}
		};
	}

	private static ConditionEvent violated(JavaClass type, String message) {
		return SimpleConditionEvent.violated(type, message);
	}

	private static Stream<JavaClass> supertypes(JavaClass type) {
		return Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
			.map(JavaType::getAllInvolvedRawTypes)
			.flatMap(Collection::stream);
	}

	private static Stream<JavaClass> spoken(JavaMember member) {
		Stream<JavaClass> thrown = (member instanceof JavaCodeUnit unit) ? unit.getExceptionTypes().stream()
				: Stream.empty();
		return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
	}

	private static boolean isForeign(JavaClass type, Set<String> doors) {
		JavaClass spoken = type.getBaseComponentType();
		return !spoken.isPrimitive()
				&& (SPOKEN.stream().noneMatch(spoken.getName()::startsWith) || doors.contains(spoken.getName()));
	}

	private static boolean isSeen(Set<JavaModifier> modifiers) {
		return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
	}

}
