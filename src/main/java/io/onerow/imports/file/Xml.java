package io.onerow.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * A part of a spreadsheet, element by element, whoever has made it: without a document
 * type, and with bounds for all that a parser keeps in memory.
 */
final class Xml implements AutoCloseable {

	/** Of a part, once it is unpacked. */
	private static final long LONGEST = 4L << 30;

	/** Bytes from one element to the next. */
	private static final int LONGEST_TEXT = 4 << 20;

	private static final int DEEPEST = 100;

	private static final int MOST_NAMES = 2_000;

	private static final XMLInputFactory FACTORY = factory();

	private final Bounded bytes;

	private final XMLStreamReader reader;

	private final Set<String> names = new HashSet<>();

	private int depth;

	Xml(InputStream part) throws XMLStreamException {
		this.bytes = new Bounded(part);
		this.reader = FACTORY.createXMLStreamReader(this.bytes);
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, false);
		return factory;
	}

	/** Goes to where an element begins or ends; false at the end. */
	boolean next() throws XMLStreamException {
		while (this.reader.hasNext()) {
			int event = this.reader.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				look();
				return true;
			}
			if (event == XMLStreamConstants.END_ELEMENT) {
				this.depth--;
				return true;
			}
		}
		return false;
	}

	/** The parser keeps each name that it has seen. */
	private void look() {
		this.names.add(this.reader.getLocalName());
		for (int i = 0; i < this.reader.getAttributeCount(); i++) {
			this.names.add(this.reader.getAttributeLocalName(i));
		}
		if (++this.depth > DEEPEST || this.names.size() > MOST_NAMES) {
			throw new UnreadableFile("Its XML is no spreadsheet's");
		}
	}

	boolean begins(String element) {
		return this.reader.isStartElement() && this.reader.getLocalName().equals(element);
	}

	boolean ends(String element) {
		return this.reader.isEndElement() && this.reader.getLocalName().equals(element);
	}

	/** By its local name. */
	@Nullable String attribute(String name) {
		for (int i = 0; i < this.reader.getAttributeCount(); i++) {
			if (this.reader.getAttributeLocalName(i).equals(name)) {
				return this.reader.getAttributeValue(i);
			}
		}
		return null;
	}

	/** The text of an element that has just begun, up to its end. */
	String text() throws XMLStreamException {
		StringBuilder text = new StringBuilder();
		int inner = 0;
		while (this.reader.hasNext()) {
			int event = this.reader.next();
			if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA
					|| event == XMLStreamConstants.SPACE) {
				if (text.length() <= Row.LONGEST) {
					text.append(this.reader.getText());
				}
			}
			else if (event == XMLStreamConstants.START_ELEMENT) {
				look();
				inner++;
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				this.depth--;
				if (inner-- == 0) {
					break;
				}
			}
		}
		return text.toString();
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

	private static final class Bounded extends FilterInputStream {

		private long length;

		private int text;

		Bounded(InputStream part) {
			super(part);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int read = super.read(target, offset, length);
			for (int i = offset; i < offset + read; i++) {
				this.text = (target[i] == '<') ? 0 : this.text + 1;
				if (this.text > LONGEST_TEXT) {
					throw new UnreadableFile("It has a text of more than " + LONGEST_TEXT + " bytes");
				}
			}
			this.length += Math.max(0, read);
			if (this.length > LONGEST) {
				throw new UnreadableFile("It is too large once it is unpacked");
			}
			return read;
		}

	}

}
