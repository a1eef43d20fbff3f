package io.onerow.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OsUserTests {

	@TempDir
	Path folder;

	@BeforeEach
	void openFolderToOtherAccounts() throws Exception {
		Folders.shareWithAll(this.folder);
	}

	@Test
	void programsNeverRunAsRoot() {
		Command id = OsUser.forFilesIn(this.folder.resolve("not/yet/there")).run(List.of("id", "-u"));
		assertThat(id.succeeded()).isTrue();
		assertThat(id.output()).matches("\\d+").isNotEqualTo("0");
	}

	@Test
	void ownedFilesAreWritableForThePrograms() throws Exception {
		OsUser account = OsUser.forFilesIn(this.folder);
		Path owned = Files.createDirectory(this.folder.resolve("owned"));
		Path file = Files.createFile(owned.resolve("file"));
		account.own(owned);
		assertThat(account.run(List.of("sh", "-c", "echo written > " + file)).output()).isEmpty();
		assertThat(file).hasContent("written");
	}

	@Test
	void programsKeepTheMemoryThatTheyFree() {
		assertThat(OsUser.forFilesIn(this.folder.resolve("not/yet/there")).run(List.of("env")).output().lines())
			.contains("MALLOC_TRIM_THRESHOLD_=8388608", "MALLOC_TOP_PAD_=1048576", "MALLOC_MMAP_THRESHOLD_=4194304");
	}

	@Test
	void programThatIsMissingIsReportedAsFailed() {
		assertThat(Command.run(List.of("no-such-program-anywhere")).succeeded()).isFalse();
	}

}
