package io.onerow.api.body;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A request that stands in the body of another, from the same caller: its method, path,
 * parameters and body are its own, its headers those of the other.
 */
public final class InnerRequest extends HttpServletRequestWrapper {

	private final String method;

	private final URI uri;

	private final Map<String, String[]> parameters = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> attributes = new HashMap<>();

	private InnerRequest(HttpServletRequest outer, String method, URI uri) {
		super(outer);
		this.method = method;
		this.uri = uri;
		UriComponentsBuilder.fromUri(uri)
			.build()
			.getQueryParams()
			.forEach((name, values) -> this.parameters.put(decoded(name),
					values.stream().map(InnerRequest::decoded).toArray(String[]::new)));
		// what the framework has found out of the other one
		this.attributes.put(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE, null);
		this.attributes.put(ServletRequestPathUtils.PATH_ATTRIBUTE, null);
	}

	/**
	 * A request within another one.
	 * @param uri the path and the parameters, encoded
	 */
	public static HttpServletRequest of(HttpServletRequest outer, String method, URI uri, byte[] body) {
		HttpServletRequest inner = new ArrivedRequest(new InnerRequest(outer, method, uri),
				new MemorySpool(body, 0, body.length, () -> {
				}));
		ServletRequestPathUtils.parseAndCache(inner);
		return inner;
	}

	private static String decoded(@Nullable String text) {
		return (text != null) ? UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8) : "";
	}

	/** It is JSON, whatever that of the other is. */
	@Override
	public String getContentType() {
		return MediaType.APPLICATION_JSON_VALUE;
	}

	@Override
	public String getMethod() {
		return this.method;
	}

	@Override
	public String getRequestURI() {
		return this.uri.getRawPath();
	}

	@Override
	public String getServletPath() {
		return getRequestURI();
	}

	@Override
	public @Nullable String getPathInfo() {
		return null;
	}

	@Override
	public @Nullable String getQueryString() {
		return this.uri.getRawQuery();
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = this.parameters.get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.parameters.get(name);
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return Collections.unmodifiableMap(this.parameters);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(List.copyOf(this.parameters.keySet()));
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.put(name, null);
	}

}
