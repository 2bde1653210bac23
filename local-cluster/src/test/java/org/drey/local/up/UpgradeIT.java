package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.drey.event.TopicNames;
import org.drey.event.wire.ReleasedSchemas;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.e2e.ClusterFeed;
import org.drey.local.generate.WorldSettings;
import org.drey.local.up.ClusterCommands.DownCommand;
import org.drey.local.up.FedCluster.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that is upgraded while a world is fed to it: to what is no jar, to a jar that does not
 * run, to one whose alerts have one more field, and back. It gives what replay gives.
 */
@Tag("alone")
@Timeout(1800)
final class UpgradeIT {
  private static final int PARTS = 4;
  private static final String FIELD = "of_a_later_version";

  /** Read by no one until a task of the detection job begins to write. */
  private static final String NEEDED = "org/drey/streaming/sink/ClosedQuietlyWriter.class";

  @TempDir private Path folder;

  @Test
  void anotherJarTakesOverOrIsTakenBack() throws Exception {
    OtherJars jars = new OtherJars(FedCluster.JAR, Files.createDirectory(folder.resolve("other")));
    Schema schema = OtherJars.alertsWith(FIELD);
    Path newer = jars.withAlerts(schema);
    try (FedCluster cluster = new FedCluster(folder, new WorldSettings(5, 200, 30), PARTS);
        AlertReader ofOld = new AlertReader(FedCluster.JAR);
        AlertReader ofNew = new AlertReader(newer)) {
      cluster.begin();
      cluster.feed().sendPart(0);
      cluster.feed().awaitRead();
      whatIsNoJarOfTheJobsIsRefused(cluster);
      aJarThatDoesNotRunSaysTheWayBack(cluster, jars.without(NEEDED));
      awaitAllAgain(cluster, ofOld, 2);
      cluster.feed().sendPart(1);
      List<String> lines = FedCluster.linesOfThePage("./drey");
      assertEquals(6, lines.size(), String.join("\n", lines));
      drey(cluster, lines.subList(0, 2), newer);
      cluster.feed().sendPart(2);
      cluster.feed().awaitRead();
      drey(cluster, lines.subList(2, 4), newer);
      awaitAllAgain(cluster, ofNew, 4);
      theNewerJarAloneWroteTheField(values(cluster), ofNew, schema);
      theWayBackLosesNothing(values(cluster), ofOld, ofNew);
      drey(cluster, lines.subList(4, 6), newer);
      assertEquals(4, cluster.deployed().parallelism());
      cluster.feed().sendPart(3);
      cluster.assertEqualToReplay(() -> ofOld.read(values(cluster)));
      assertEquals(
          ClusterFeed.newest(ofOld.read(values(cluster))),
          ClusterFeed.newest(withoutField(ofNew.read(values(cluster)))));
    }
  }

  private void whatIsNoJarOfTheJobsIsRefused(FedCluster cluster) throws Exception {
    DeployedJobs before = cluster.deployed();
    Path text = Files.writeString(folder.resolve("text.jar"), "This is a text.");
    Outcome refused = cluster.run(new UpCommand(), "--jar", text.toString());
    assertEquals(1, refused.status(), refused.text());
    assertTrue(refused.text().startsWith(text + " is no jar."), refused.text());
    assertEquals(before, cluster.deployed());
  }

  /** Runs lines of the page. */
  private static void drey(FedCluster cluster, List<String> lines, Path newer) {
    for (String line : lines) {
      Outcome outcome =
          cluster.drey(
              line,
              "drey-jobs-NEW.jar",
              newer.toString(),
              "drey-jobs-OLD.jar",
              FedCluster.JAR.toString());
      assertEquals(0, outcome.status(), line + "\n" + outcome.text());
    }
  }

  private static void aJarThatDoesNotRunSaysTheWayBack(FedCluster cluster, Path broken)
      throws Exception {
    DeployedJobs before = cluster.deployed();
    cluster.succeeds(new DownCommand());
    DeployedJobs.Run stopped = cluster.deployed().run(JobKind.DETECTION);
    Outcome failed = cluster.run(new UpCommand(), "--jar", broken.toString());
    assertEquals(1, failed.status(), failed.text());
    assertTrue(failed.text().contains("The detection job does not run: "), failed.text());
    assertTrue(failed.text().contains("ClosedQuietlyWriter"), failed.text());
    List<String> back =
        Pattern.compile("'(\\./drey (?:down|up) [^']*)'")
            .matcher(failed.text().substring(failed.text().indexOf("The way back")))
            .results()
            .map(line -> line.group(1).replaceFirst(" --dir \\S+", ""))
            .toList();
    assertEquals(2, back.size(), failed.text());
    Outcome down = cluster.drey(back.get(0));
    assertTrue(down.text().contains("no savepoint of the detection job ("), down.text());
    Outcome up = cluster.drey(back.get(1));
    assertEquals(0, up.status(), up.text());
    assertEquals(before.jar(), cluster.deployed().jar());
    // From the same savepoint as the one that did not run.
    assertEquals(stopped.from(), cluster.deployed().run(JobKind.DETECTION).from());
  }

  /** Waits until the newest of so many generations has all that is to be said. */
  private static void awaitAllAgain(FedCluster cluster, AlertReader reader, int generations)
      throws Exception {
    ConditionWait.until(
        "every alert in generation " + generations,
        () -> {
          List<JsonNode> alerts = reader.read(values(cluster));
          List<Long> all = generations(alerts);
          return all.size() == generations
              && ClusterFeed.newest(alerts)
                  .equals(
                      ClusterFeed.newest(of(alerts, all.subList(generations - 1, generations))));
        });
  }

  private static void theNewerJarAloneWroteTheField(
      List<byte[]> values, AlertReader reader, Schema schema) throws Exception {
    List<JsonNode> alerts = reader.read(values);
    assertEquals(values.size(), alerts.size());
    Set<Long> written = new TreeSet<>();
    for (int i = 0; i < alerts.size(); i++) {
      assertTrue(alerts.get(i).path(FIELD).isNull());
      if (fingerprint(values.get(i)) == ReleasedSchemas.fingerprint(schema)) {
        written.add(alerts.get(i).get("generation").asLong());
      }
    }
    assertEquals(Set.of(generations(alerts).get(2)), written);
  }

  /** What readers of the newer jar saw before, those of the older one see after it. */
  private static void theWayBackLosesNothing(
      List<byte[]> values, AlertReader ofOld, AlertReader ofNew) throws Exception {
    List<JsonNode> all = withoutField(ofNew.read(values));
    List<String> before = ClusterFeed.newest(of(all, generations(all).subList(0, 3)));
    assertFalse(before.isEmpty());
    List<String> after = ClusterFeed.newest(ofOld.read(values));
    assertEquals(String.join("\n", before), String.join("\n", after));
  }

  private static List<byte[]> values(FedCluster cluster) throws Exception {
    return cluster.feed().committed(TopicNames.ALERTS);
  }

  private static long fingerprint(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }

  /** Returns when jobs were submitted that have written some of the alerts, in order. */
  private static List<Long> generations(List<JsonNode> alerts) {
    Set<Long> all = new TreeSet<>();
    alerts.forEach(one -> all.add(one.get("generation").asLong()));
    return List.copyOf(all);
  }

  private static List<JsonNode> of(List<JsonNode> alerts, List<Long> generations) {
    return alerts.stream()
        .filter(one -> generations.contains(one.get("generation").asLong()))
        .toList();
  }

  private static List<JsonNode> withoutField(List<JsonNode> alerts) {
    List<JsonNode> without = new ArrayList<>();
    for (JsonNode one : alerts) {
      ObjectNode copy = one.deepCopy();
      JsonNode unused = copy.remove(FIELD);
      without.add(copy);
    }
    return without;
  }
}
