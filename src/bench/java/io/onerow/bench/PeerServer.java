package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * The plain service that Onerow is compared with, in a process of its own, on the same
 * database and with the same contacts, until closed.
 */
final class PeerServer implements Server, AutoCloseable {

	private final JvmProcess process;

	private final Service beside;

	private final KeyPair key;

	private final Thread hook;

	private PeerServer(JvmProcess process, Service beside, KeyPair key) {
		this.process = process;
		this.beside = beside;
		this.key = key;
		this.hook = new Thread(process::close, "stop-peer");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	static PeerServer start(Options options, Path jdk, Service beside) throws Exception {
		Database database = beside.database();
		database.run(
				"""
						create table peer_contact (contact_id uuid primary key, tenant_id text not null, directory_id uuid not null,
							full_name text, email text, email_key text, email_status text not null, language text,
							version bigint not null, created_at timestamptz not null, updated_at timestamptz not null)""",
				"create unique index peer_contact_email_uq on peer_contact (tenant_id, directory_id, email_key)",
				"""
						insert into peer_contact select contact_id, tenant_id, directory_id, full_name, email, email_key,
							email_status, language, version, created_at, updated_at from contact where email_key is not null""",
				"vacuum analyze peer_contact");
		KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
		keys.initialize(2048);
		KeyPair key = keys.generateKeyPair();
		Path pem = options.folder().resolve("peer.pem").toAbsolutePath();
		Files.writeString(pem,
				"-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
		List<String> command = List.of(jdk.resolve("bin/java").toString(), "-cp", System.getProperty("java.class.path"),
				"peer.Peer", "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(), "--spring.flyway.enabled=false",
				"--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + pem);
		return new PeerServer(JvmProcess.start(command, options.folder().resolve("peer.log").toFile()), beside, key);
	}

	@Override
	public int port() {
		return this.process.port();
	}

	@Override
	public Cpu cpu() throws IOException {
		return Cpu.now(this.process.handle(), this.beside.postmaster());
	}

	@Override
	public String token() {
		Instant now = Instant.now();
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
				new JWTClaimsSet.Builder().subject("bench")
					.claim("tenant", "demo")
					.claim("scope", "accounts:all")
					.issueTime(Date.from(now))
					.expirationTime(Date.from(now.plus(Duration.ofHours(2))))
					.build());
		try {
			token.sign(new RSASSASigner(this.key.getPrivate()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	@Override
	public void close() {
		this.process.close();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
