package io.onerow.upsert;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a request does to one field: absent keeps it, null clears it, a value replaces it.
 * What null on the wire means is the dialect's to say.
 */
public sealed interface Change<T> {

	@Nullable T applyTo(@Nullable T stored);

	/** The same change with another form of the value. */
	default <R> Change<R> map(Function<? super T, ? extends R> form) {
		if (this instanceof Set<T> set) {
			return set(form.apply(set.value()));
		}
		return (this instanceof Clear<T>) ? clear() : keep();
	}

	/** The same change where null says nothing. */
	default Change<T> unlessCleared() {
		return (this instanceof Clear<T>) ? keep() : this;
	}

	@SuppressWarnings("unchecked") // holds no value of any type
	static <T> Change<T> keep() {
		return (Change<T>) Keep.INSTANCE;
	}

	@SuppressWarnings("unchecked") // holds no value of any type
	static <T> Change<T> clear() {
		return (Change<T>) Clear.INSTANCE;
	}

	static <T> Change<T> set(T value) {
		return new Set<>(value);
	}

	/** The field is not mentioned. */
	record Keep<T>() implements Change<T> {

		private static final Change<?> INSTANCE = new Keep<>();

		@Override
		public @Nullable T applyTo(@Nullable T stored) {
			return stored;
		}

	}

	/** The field loses its value. */
	record Clear<T>() implements Change<T> {

		private static final Change<?> INSTANCE = new Clear<>();

		@Override
		public @Nullable T applyTo(@Nullable T stored) {
			return null;
		}

	}

	/** The field takes a new value. */
	record Set<T>(T value) implements Change<T> {

		@Override
		public T applyTo(@Nullable T stored) {
			return this.value;
		}

	}

}
