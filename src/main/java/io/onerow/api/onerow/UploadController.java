package io.onerow.api.onerow;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.onerow.api.ImportIntake;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.imports.Import;
import io.onerow.imports.Imports;
import io.onerow.imports.Upload;
import io.onerow.imports.Uploads;
import io.onerow.imports.file.Format;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Files that come in parts, each behind what is here of it. */
@RestController
class UploadController {

	static final String PATH = ImportController.PATH + "/uploads";

	static final String ONE = ImportController.ONE + "/upload";

	private static final String OFFSET = "Upload-Offset";

	private static final String NAME = "name";

	private static final String FORMAT = "format";

	private static final String LENGTH = "length";

	private static final int LONGEST_NAME = 255;

	private static final Map<String, Format> FORMATS = new TreeMap<>(
			Map.of("csv", Format.CSV, "ndjson", Format.NDJSON, "xlsx", Format.XLSX));

	private final Uploads uploads;

	private final Imports imports;

	private final ImportIntake intake;

	UploadController(Uploads uploads, Imports imports, ImportIntake intake) {
		this.uploads = uploads;
		this.imports = imports;
		this.intake = intake;
	}

	/** Leads to where the file is sent to. */
	@PostMapping(PATH)
	@Unconditional
	ResponseEntity<ImportResponse> open(TenantId tenant, @RequestBody JsonNode body) {
		ImportController.refuseDryRun();
		Members members = Members.of(body).require(LENGTH).refuseNull(NAME, FORMAT);
		OwnedRecords records = OwnedRecords.read(members, tenant, this.imports.kinds(), NAME, FORMAT, LENGTH);
		String sent = members.text(NAME, LONGEST_NAME).applyTo(null);
		Format told = members.oneOf(FORMAT, FORMATS).applyTo(null);
		Long length = members.whole(LENGTH, 1, Long.MAX_VALUE).applyTo(null);
		members.verify();
		String name = (sent != null) ? sent : "";
		OwnedRecords known = Objects.requireNonNull(records);
		Import opened = this.uploads.open(tenant, known.kind(), known.owner(), name,
				Optional.ofNullable(told).or(() -> ImportIntake.format(null, name, null)),
				Objects.requireNonNull(length));
		return ResponseEntity.created(URI.create(ImportController.PATH + "/" + opened.id() + "/upload"))
			.header(OFFSET, "0")
			.body(ImportResponse.of(opened, this.imports));
	}

	/** How far it is. */
	@GetMapping(ONE)
	ResponseEntity<Progress> get(TenantId tenant, @PathVariable UUID id) {
		Upload upload = this.uploads.get(tenant, id);
		return ResponseEntity.ok()
			.header(OFFSET, Long.toString(upload.offset()))
			.header("Upload-Length", Long.toString(upload.length()))
			.body(new Progress(upload.length(), upload.offset()));
	}

	/** Answers the import when all of its file is here, and nothing before. */
	@PatchMapping(ONE)
	@Unconditional
	ResponseEntity<ImportResponse> append(TenantId tenant, @PathVariable UUID id, @RequestHeader(OFFSET) long offset,
			HttpServletRequest request) throws IOException {
		ImportController.refuseDryRun();
		Upload upload = this.intake.append(tenant, id, offset, request::getInputStream);
		ResponseEntity.BodyBuilder answer = ResponseEntity
			.status(upload.isRead() ? HttpStatus.OK : HttpStatus.NO_CONTENT)
			.header(OFFSET, Long.toString(upload.offset()));
		return upload.isRead() ? answer.body(ImportResponse.of(this.imports.get(tenant, id), this.imports))
				: answer.build();
	}

	/** In bytes. */
	record Progress(long length, long offset) {

	}

}
