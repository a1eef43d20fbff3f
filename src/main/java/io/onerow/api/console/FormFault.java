package io.onerow.api.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

import io.onerow.api.failure.InvalidParameter;

/** What is wrong in a form, in the words of the one file of texts. */
public final class FormFault {

	private static final ResourceBundle TEXTS = ResourceBundle.getBundle("console/messages", Locale.ROOT);

	private FormFault() {
	}

	/**
	 * A field that is not taken.
	 * @param text what it must be: the key of the text, without what all of them have in
	 * front
	 */
	public static InvalidParameter of(String field, String text, Object... values) {
		return new InvalidParameter(field,
				new MessageFormat(TEXTS.getString("wrong." + text), Locale.ENGLISH).format(values));
	}

}
