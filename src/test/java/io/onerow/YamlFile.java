package io.onerow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of YAML. */
final class YamlFile {

	private YamlFile() {
	}

	/** Its documents. */
	static List<JsonNode> read(String file) throws IOException {
		List<JsonNode> documents = new ArrayList<>();
		new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(Path.of(file)))
			.forEach((document) -> documents.add(JsonMapper.shared().valueToTree(document)));
		return documents;
	}

}
