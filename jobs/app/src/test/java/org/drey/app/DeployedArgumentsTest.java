package org.drey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.ParameterTool;
import org.drey.event.TopicNames;
import org.drey.streaming.job.JobSettings;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Both jobs take the arguments and the configuration with which containers start them. */
final class DeployedArgumentsTest {
  private static final Path LOCAL_CLUSTER = Path.of("..", "..", "local-cluster");
  private static final Path BASE = LOCAL_CLUSTER.resolve("kubernetes").resolve("base");
  private static final Map<String, Set<String>> JOBS =
      Map.of(
          BlocklistJob.class.getName(), BlocklistJob.ARGUMENTS,
          DetectionJob.class.getName(), DetectionJob.ARGUMENTS);

  private static JsonNode read(Path file) throws Exception {
    return new ObjectMapper()
        .valueToTree(
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** The files are where the repository has them, and the arguments are all that is needed. */
  private static void assertTaken(String job, List<String> arguments) throws Exception {
    Set<String> own = JOBS.get(job);
    assertNotNull(own, job);
    List<String> here =
        arguments.stream()
            .map(
                one ->
                    one.replaceFirst(
                        "^/etc/drey/(?:[a-z]+/)?(config.yaml|kafka.properties)$", BASE + "/$1"))
            .toList();
    JobSettings settings =
        JobArguments.settings(JobArguments.of(here.toArray(String[]::new), own), "");
    assertTrue(settings.kafka().containsKey("bootstrap.servers"));
    assertEquals(List.of(), settings.configuration().undeclared(TopicNames.INPUTS));
    ParameterTool given = ParameterTool.fromArgs(here.toArray(String[]::new));
    boolean isBlocklist = job.equals(BlocklistJob.class.getName());
    assertEquals(isBlocklist, given.has("lists") && given.has("key-file"));
    assertTrue(!arguments.get(0).equals("--config"), "Flink takes it as its own");
  }

  @Test
  void jobsOfKubernetesTakeTheirArguments() throws Exception {
    for (String name : List.of("blocklist-job", "detection-job")) {
      JsonNode job = read(BASE.resolve(name + ".yaml")).at("/spec/job");
      assertTaken(job.get("entryClass").asText(), texts(job.get("args")));
    }
  }

  @Test
  void jobsOfComposeTakeTheirArguments() throws Exception {
    Map<String, List<String>> jobs = new HashMap<>();
    for (JsonNode service : read(LOCAL_CLUSTER.resolve("compose.yaml")).get("services")) {
      List<String> command = texts(service.path("command"));
      int main = command.indexOf("--job-classname") + 1;
      if (main > 0) {
        jobs.put(command.get(main), command.subList(main + 1, command.size()));
      }
    }
    assertEquals(JOBS.keySet(), jobs.keySet());
    for (Map.Entry<String, List<String>> job : jobs.entrySet()) {
      assertTaken(job.getKey(), job.getValue());
    }
  }
}
