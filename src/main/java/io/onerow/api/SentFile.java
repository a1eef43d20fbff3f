package io.onerow.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.onerow.api.failure.InvalidParameter;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/**
 * A form with a file, which is read while it comes and is never on disk as such. What
 * else the form says stands before the file.
 *
 * @param fields of the form, but for the file
 * @param name of the file, as the browser tells it; empty if it was not chosen
 */
public record SentFile(Map<String, String> fields, String name, InputStream bytes) {

	private static final int MOST_FIELDS = 10;

	private static final int LONGEST_FIELD = 1_000;

	/**
	 * Reads up to where the file begins.
	 * @throws InvalidParameter if it is no such form, or has no file
	 * @throws IOException of who sends it
	 */
	public static SentFile of(HttpServletRequest request) throws IOException {
		try {
			FileItemIterator parts = new FileUpload().getItemIterator(new Sent(request));
			Map<String, String> fields = new HashMap<>();
			while (parts.hasNext()) {
				FileItemStream part = parts.next();
				if (!part.isFormField()) {
					String name = String.valueOf(part.getName());
					return new SentFile(Map.copyOf(fields), name.substring(name.lastIndexOf('\\') + 1),
							part.openStream());
				}
				if (fields.size() == MOST_FIELDS) {
					throw new InvalidParameter("file", "must come before the eleventh field");
				}
				fields.put(part.getFieldName(), text(part));
			}
		}
		catch (FileUploadException ex) {
			throw new InvalidParameter("file", "must be sent as multipart/form-data");
		}
		throw new InvalidParameter("file", "is required");
	}

	private static String text(FileItemStream part) throws IOException {
		try (InputStream bytes = part.openStream()) {
			byte[] read = bytes.readNBytes(LONGEST_FIELD + 1);
			if (read.length > LONGEST_FIELD) {
				throw new InvalidParameter(part.getFieldName(), "must have at most " + LONGEST_FIELD + " bytes");
			}
			return new String(read, StandardCharsets.UTF_8);
		}
	}

	/** A field without blanks around; empty if it was not sent. */
	public String field(String field) {
		return this.fields.getOrDefault(field, "").strip();
	}

	private record Sent(HttpServletRequest request) implements UploadContext {

		@Override
		public String getCharacterEncoding() {
			return StandardCharsets.UTF_8.name();
		}

		@Override
		public String getContentType() {
			return String.valueOf(this.request.getContentType());
		}

		@Override
		public long contentLength() {
			return this.request.getContentLengthLong();
		}

		@Override
		public InputStream getInputStream() throws IOException {
			return this.request.getInputStream();
		}

	}

}
