package io.onerow.api;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that nobody is sent; its headers are let go. */
final class HeldResponse extends ContentCachingResponseWrapper {

	private int status = SC_OK;

	HeldResponse(HttpServletResponse response) {
		super(response);
	}

	@Override
	public void setStatus(int code) {
		this.status = code;
	}

	@Override
	public int getStatus() {
		return this.status;
	}

	@Override
	public void sendError(int code) {
		this.status = code;
	}

	@Override
	public void sendError(int code, String message) {
		this.status = code;
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
	}

	@Override
	public void setIntHeader(String name, int value) {
	}

	@Override
	public void addIntHeader(String name, int value) {
	}

	@Override
	public void setDateHeader(String name, long value) {
	}

	@Override
	public void addDateHeader(String name, long value) {
	}

	@Override
	public void setContentType(@Nullable String type) {
	}

	@Override
	public void setCharacterEncoding(@Nullable String charset) {
	}

}
