package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a resolver's host has on its class path. */
final class ClassPathTest {
  /** Parts of a path to a jar in Maven's repository. */
  static final Pattern NOT_FOR_HOSTS =
      Pattern.compile(
          "flink|scala|rocksdb|zookeeper|curator|kafka_2|kafka-(server|metadata|raft|storage|group"
              + "|streams)|drey-(streaming|local)|akka|pekko|hadoop");

  private static final List<String> CLASSES_NOT_FOR_HOSTS =
      List.of(
          "org/apache/flink/configuration/Configuration.class",
          "org/apache/flink/runtime/minicluster/MiniCluster.class",
          "org/drey/streaming/job/LiveDetection.class",
          "org/drey/local/cli/LocalDrey.class",
          "org/rocksdb/RocksDB.class",
          "scala/Function0.class",
          "kafka/server/KafkaServer.class",
          "kafka/server/KafkaRaftServer.class",
          "org/apache/zookeeper/ZooKeeper.class");

  /** What tests add is on it as well; none of that is forbidden. */
  @Test
  void noClusterAndNoBrokerIsOnTheClassPath() {
    List<String> entries =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(entry -> entry.replace(File.separatorChar, '/'))
            .toList();
    assertTrue(entries.stream().anyMatch(entry -> entry.contains("kafka-clients")), "no jar seen");
    assertEquals(
        List.of(),
        entries.stream()
            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
            .filter(jar -> NOT_FOR_HOSTS.matcher(jar).find())
            .toList());
    ClassLoader loader = ClassPathTest.class.getClassLoader();
    assertNotNull(loader.getResource("org/apache/kafka/clients/producer/KafkaProducer.class"));
    assertEquals(
        List.of(),
        CLASSES_NOT_FOR_HOSTS.stream().filter(name -> loader.getResource(name) != null).toList());
  }
}
