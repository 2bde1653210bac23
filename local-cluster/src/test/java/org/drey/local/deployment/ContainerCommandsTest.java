package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfiguration;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.drey.cli.DreyCommand;
import org.drey.console.ConsoleDrey;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Containers run commands that their images have, with options and files that there are. */
final class ContainerCommandsTest {
  private static final String HOSTS = "drey/hosts";
  private static final String CONSOLE = "drey/console";

  /** A path in an argument, also of {@code --option=PATH} and of a file's URL. */
  private static final Pattern PATH = Pattern.compile("(?:.*=)?(?:file://)?(/(?!/).+)");

  private static final String PRIVATE = "/etc/drey/private/";

  private static CommandLine commands(String image) {
    CommandLine root = new CommandLine(CommandSpec.create());
    ShutdownHook none = new ShutdownHook();
    (image.startsWith(HOSTS) ? DreyCommand.commands(none) : ConsoleDrey.commands(none))
        .forEach(root::addSubcommand);
    return root;
  }

  private static void assertTaken(String image, List<String> arguments) {
    CommandLine.ParseResult result = commands(image).parseArgs(arguments.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    assertTrue(
        result.commandSpec().userObject() instanceof Callable<?>,
        () -> arguments + ": no command that runs");
  }

  @Test
  void commandsOfComposeAreTaken() throws IOException {
    int taken = 0;
    for (JsonNode service : DeploymentFiles.services().values()) {
      String image = service.get("image").asText();
      if (image.startsWith(HOSTS) || image.startsWith(CONSOLE)) {
        assertTaken(image, DeploymentFiles.texts(service.get("command")));
        taken++;
      }
    }
    assertEquals(6, taken);
  }

  @Test
  void commandsOfPodsAreTaken() throws IOException {
    int taken = 0;
    for (DeployedPod pod : DeployedPod.all()) {
      for (JsonNode container : pod.containers()) {
        if (container.has("args")) {
          assertTaken(
              container.get("image").asText(), DeploymentFiles.texts(container.get("args")));
          taken++;
        }
      }
    }
    assertEquals(7, taken);
  }

  @Test
  void whatAnImageDoesNotTakeIsFound() {
    assertThrows(
        UnmatchedArgumentException.class,
        () -> assertTaken(HOSTS, List.of("edge", "icap", "--splash=a", "--lst=b")));
    assertThrows(UnmatchedArgumentException.class, () -> assertTaken(HOSTS, List.of("console")));
  }

  /** Where a container reads or writes, something is mounted, or a file is given to it. */
  @Test
  void pathsOfPodsAreMounted() throws IOException {
    List<JsonNode> maps = DeploymentFiles.generatedMaps();
    for (JsonNode manifest : DeploymentFiles.manifests(DeploymentFiles.BASE)) {
      for (DeployedPod pod : DeployedPod.of(List.of(manifest))) {
        Set<String> given = pod.privateFiles(maps);
        for (JsonNode container : pod.containers()) {
          List<String> arguments = DeploymentFiles.texts(container.path("args"));
          if (container.get("name").asText().equals("flink-main-container")) {
            arguments.addAll(DeploymentFiles.texts(manifest.at("/spec/job/args")));
            manifest.at("/spec/flinkConfiguration").forEach(one -> arguments.add(one.asText()));
          }
          assertMounted(pod.name(), arguments, mounts(container, pod, maps), given);
        }
      }
    }
  }

  private static Map<String, List<String>> mounts(
      JsonNode container, DeployedPod pod, List<JsonNode> maps) {
    Map<String, List<String>> mounts = new HashMap<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      JsonNode volume = pod.volumes().get(mount.get("name").asText());
      assertTrue(volume != null, () -> pod.name() + ": " + mount);
      mounts.put(mount.get("mountPath").asText() + "/", DeployedPod.filesOf(volume, maps));
    }
    return mounts;
  }

  private static void assertMounted(
      String name, List<String> arguments, Map<String, List<String>> mounts, Set<String> given) {
    for (String argument : arguments) {
      Matcher path = PATH.matcher(argument);
      if (path.matches() && !argument.contains("://s")) {
        String file = path.group(1) + "/";
        assertTrue(
            mounts.keySet().stream().anyMatch(file::startsWith), () -> name + ": " + argument);
        mounts.forEach(
            (at, files) -> {
              if (file.startsWith(at) && !files.isEmpty()) {
                assertTrue(files.contains(rest(file, at)), () -> name + ": " + argument);
              }
            });
        if (file.startsWith(PRIVATE)) {
          assertTrue(given.contains(rest(file, PRIVATE)), () -> name + ": " + argument);
        }
      }
    }
  }

  private static String rest(String file, String folder) {
    return file.substring(folder.length(), file.length() - 1);
  }

  /** What the client properties of all pods name is given to each that has them. */
  @Test
  void filesOfTheKafkaClientAreGiven() throws IOException {
    List<JsonNode> maps = DeploymentFiles.generatedMaps();
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^ssl\\..*location=" + PRIVATE + "(.+)$")
        .matcher(DeploymentFiles.text(DeploymentFiles.BASE.resolve("kafka.properties")))
        .results()
        .forEach(one -> named.add(one.group(1)));
    assertEquals(2, named.size());
    for (DeployedPod pod : DeployedPod.all()) {
      Set<String> given = pod.privateFiles(maps);
      if (given.contains("kafka.properties")) {
        assertTrue(given.containsAll(named), pod.name());
        assertTrue(pod.template().at("/metadata/labels").has("kafka-client"), pod.name());
      }
    }
  }

  @Test
  void pathsOfComposeAreMounted() throws IOException {
    DeploymentFiles.services()
        .forEach(
            (name, service) -> {
              Map<String, List<String>> mounts = new HashMap<>();
              DeploymentFiles.texts(service.path("volumes"))
                  .forEach(volume -> mounts.put(volume.split(":", -1)[1] + "/", List.of()));
              service
                  .path("configs")
                  .forEach(config -> mounts.put(config.get("target").asText() + "/", List.of()));
              DeploymentFiles.texts(service.path("secrets"))
                  .forEach(secret -> mounts.put("/run/secrets/" + secret + "/", List.of()));
              if (service.get("image").asText().startsWith("drey/")) {
                assertMounted(
                    name, DeploymentFiles.texts(service.get("command")), mounts, Set.of());
              }
            });
  }

  /** Flink reads its own settings first, then which job it is, and hands on what follows. */
  @Test
  void flinkTakesItsSettingsInCompose() throws Exception {
    CommandLineParser<EntrypointClusterConfiguration> parser =
        new CommandLineParser<>(new EntrypointClusterConfigurationParserFactory());
    int jobs = 0;
    for (JsonNode service : DeploymentFiles.services().values()) {
      if (service.get("image").asText().startsWith("drey/jobs")) {
        List<String> arguments = DeploymentFiles.texts(service.get("command"));
        List<String> all = new ArrayList<>(List.of("--configDir", "conf"));
        all.addAll(arguments.subList(1, arguments.size()));
        EntrypointClusterConfiguration taken = parser.parse(all.toArray(String[]::new));
        assertTrue(taken.getDynamicProperties().containsKey("jobmanager.rpc.address"));
        assertTrue(taken.getDynamicProperties().containsKey("metrics.reporter.prom.port"));
        if (arguments.get(0).equals("standalone-job")) {
          assertEquals("--job-classname", taken.getArgs()[0]);
          assertEquals("--bootstrap", taken.getArgs()[2]);
          jobs++;
        } else {
          assertEquals("taskmanager", arguments.get(0));
          assertEquals(0, taken.getArgs().length);
        }
      }
    }
    assertEquals(2, jobs);
  }
}
