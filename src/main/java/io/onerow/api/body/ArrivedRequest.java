package io.onerow.api.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A request whose body is here. What stands behind sees it once, takes it for the first
 * dispatch even if it is the one that followed the body, and for JSON even if it came as
 * text.
 */
class ArrivedRequest extends HttpServletRequestWrapper {

	private final Spool spool;

	private final String contentType;

	private @Nullable ServletInputStream stream;

	ArrivedRequest(HttpServletRequest request, Spool spool) {
		super(request);
		this.spool = spool;
		String sent = request.getContentType();
		this.contentType = (sent == null || MediaType.TEXT_PLAIN.includes(MediaType.parseMediaType(sent)))
				? MediaType.APPLICATION_JSON_VALUE : sent;
		request.setAttribute(Spool.class.getName(), spool);
	}

	static HttpServletRequest of(HttpServletRequest request, Spool spool) throws IOException {
		String type = request.getContentType();
		return (type != null && MediaType.APPLICATION_FORM_URLENCODED.includes(MediaType.parseMediaType(type)))
				? new FormRequest(request, spool) : new ArrivedRequest(request, spool);
	}

	/** Text that was let in is JSON. */
	@Override
	public String getContentType() {
		return this.contentType;
	}

	@Override
	public @Nullable String getHeader(String name) {
		return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name) ? this.contentType : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name) ? Collections.enumeration(List.of(this.contentType))
				: super.getHeaders(name);
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	/** Known by now of a body in chunks too. */
	@Override
	public long getContentLengthLong() {
		return this.spool.length();
	}

	@Override
	public int getContentLength() {
		return (int) Math.min(Integer.MAX_VALUE, this.spool.length());
	}

	@Override
	public ServletInputStream getInputStream() {
		if (this.stream == null) {
			this.stream = new SpoolStream(this.spool.stream());
		}
		return this.stream;
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
	}

}
