package io.onerow.api.onerow;

import java.util.List;
import java.util.stream.Stream;

import io.onerow.api.body.BodyLimit;
import io.onerow.api.onerow.admin.AdminRoutes;
import io.onerow.imports.ImportProperties;
import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static io.onerow.security.Scopes.ACCOUNTS_ALL;
import static io.onerow.security.Scopes.ACCOUNTS_READ;
import static io.onerow.security.Scopes.ADMIN;
import static io.onerow.security.Scopes.HISTORY_READ;
import static io.onerow.security.Scopes.HISTORY_UNDO;
import static io.onerow.security.Scopes.IMPORTS_WRITE;
import static io.onerow.security.Scopes.RECORDS_READ;
import static io.onerow.security.Scopes.REVIEWS_READ;
import static io.onerow.security.Scopes.REVIEWS_WRITE;

/** The scopes of the routes. */
@Configuration(proxyBeanMethods = false)
class OnerowSecurity {

	@Bean
	BodyLimit importedFiles(ImportProperties properties) {
		return BodyLimit.fileOrUpload(ImportController.PATH, properties.file());
	}

	@Bean
	BodyLimit partsOfImportedFiles(ImportProperties properties) {
		return BodyLimit.file(UploadController.ONE, properties.file());
	}

	@Bean
	DialectSecurity onerowRoutes() {
		return DialectSecurity.bearer("onerow", List.of("/api/onerow/**"), Stream.concat(others(),
				Stream.of(RouteScope.anyOf(HttpMethod.GET, DuplicateController.PATH, ACCOUNTS_READ, ACCOUNTS_ALL),
						RouteScope.anyOf(HttpMethod.GET, HistoryController.PATH, HISTORY_READ),
						RouteScope.anyOf(HttpMethod.GET, HistoryController.ONE, HISTORY_READ),
						RouteScope.anyOf(HttpMethod.GET, RecordController.PATH, RECORDS_READ),
						RouteScope.anyOf(HttpMethod.DELETE, AliasController.PATH, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ExplainController.PATH, RECORDS_READ),
						RouteScope.anyOf(HttpMethod.GET, OwnershipController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.PUT, OwnershipController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.GET, PolicyController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.PUT, PolicyController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.GET, SharedValueController.PATH, RECORDS_READ),
						RouteScope.anyOf(HttpMethod.PUT, SharedValueController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.DELETE, SharedValueController.ONE, ADMIN),
						RouteScope.anyOf(HttpMethod.GET, SettingsController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.PUT, SettingsController.PATH, ADMIN),
						RouteScope.anyOf(HttpMethod.POST, UndoController.WRITE, HISTORY_UNDO),
						RouteScope.anyOf(HttpMethod.POST, UndoController.REQUEST, HISTORY_UNDO),
						RouteScope.anyOf(HttpMethod.GET, ReviewController.PATH, REVIEWS_READ),
						RouteScope.anyOf(HttpMethod.POST, ReviewController.ONE, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, MergeController.PATH, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, MergeController.UNDO, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, FindController.PATH, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, LabController.PATH, REVIEWS_READ),
						RouteScope.anyOf(HttpMethod.GET, JobController.PATH, HISTORY_UNDO, IMPORTS_WRITE, REVIEWS_READ,
								REVIEWS_WRITE, ADMIN),
						RouteScope.anyOf(HttpMethod.POST, JobController.PAUSE, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, JobController.RESUME, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, JobController.CANCEL, REVIEWS_WRITE),
						RouteScope.anyOf(HttpMethod.DELETE, EraseController.RECORD, ADMIN),
						RouteScope.anyOf(HttpMethod.DELETE, EraseController.TENANT, ADMIN)))
			.toList());
	}

	private static Stream<RouteScope> others() {
		return Stream.concat(AdminRoutes.all(),
				Stream.of(RouteScope.anyOf(HttpMethod.POST, ImportController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, UploadController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, UploadController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.PATCH, UploadController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.PUT, ImportController.MAPPING, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.PREVIEW, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.RUN, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.PAUSE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.RESUME, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.CANCEL, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, ImportController.UNDO, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, SyncController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, SyncController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, SyncController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, SyncController.COMPLETE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, SyncController.CANCEL, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.POST, SyncController.UNDO, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, SyncController.MISSING, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, SyncController.EVENTS, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, SyncController.MARKED, IMPORTS_WRITE, RECORDS_READ),
						RouteScope.anyOf(HttpMethod.GET, ImportFilesController.REHEARSED, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportFilesController.FAILED, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportFilesController.SUCCEEDED, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportFilesController.EVENTS, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportTemplateController.PATH, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.GET, ImportTemplateController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.PUT, ImportTemplateController.ONE, IMPORTS_WRITE),
						RouteScope.anyOf(HttpMethod.DELETE, ImportTemplateController.ONE, IMPORTS_WRITE)));
	}

}
