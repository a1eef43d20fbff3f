package io.onerow.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that nobody is sent; its headers are let go. */
final class HeldResponse extends ContentCachingResponseWrapper {

	private int status = SC_OK;

	HeldResponse(HttpServletResponse response) {
		super(new Untouched(response));
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

	/** What is held needs no stream, and whose answer is a page asks for a writer. */
	private static final class Untouched extends HttpServletResponseWrapper {

		Untouched(HttpServletResponse response) {
			super(response);
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return new ServletOutputStream() {

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
				}

				@Override
				public void write(int octet) {
				}

			};
		}

	}

}
