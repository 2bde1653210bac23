package org.drey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar has what a cluster has not, and nothing of what a cluster has. */
final class JobsJarIT {
  private static final Path JAR = Path.of(System.getProperty("drey.jar"));
  private static final long MAX_BYTES = 60L << 20;

  /** Packages whose classes have to be the cluster's own, or are no business of jobs. */
  private static final Pattern NOT_HERE =
      Pattern.compile(
          "org/apache/flink/(api|client|configuration|core|metrics|runtime|state|streaming|util"
              + "|table|shaded)/.*|org/apache/(logging|log4j)/.*|org/slf4j/.*|org/rocksdb/.*"
              + "|scala/.*|kafka/.*|org/apache/zookeeper/.*|org/drey/local.*|org/drey/cli/.*"
              + "|org/drey/edge/.*|org/junit/.*");

  /** Of the connectors, which are in packages of the engine. */
  private static final Pattern OF_CONNECTORS =
      Pattern.compile(
          "org/apache/flink/streaming/(connectors/kafka/.*|util/serialization/JSONKeyValue.*)");

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatAClusterHasIsNotInIt() throws IOException {
    assertEquals(
        List.of(),
        names().stream()
            .filter(name -> name.endsWith(".class"))
            .filter(name -> NOT_HERE.matcher(name).matches())
            .filter(name -> !OF_CONNECTORS.matcher(name).matches())
            .limit(10)
            .toList());
    assertTrue(Files.size(JAR) < MAX_BYTES, "bytes: " + Files.size(JAR));
  }

  @Test
  void whatJobsNeedIsInIt() throws IOException {
    TreeSet<String> missing =
        new TreeSet<>(
            List.of(
                "org/drey/app/BlocklistJob.class",
                "org/drey/app/DetectionJob.class",
                "org/drey/streaming/job/DetectionGraph.class",
                "org/drey/definitions/stream/StreamRegistry.class",
                "org/apache/flink/connector/kafka/source/KafkaSource.class",
                "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
                "org/apache/flink/formats/avro/typeutils/AvroTypeInfo.class",
                "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                "com/github/luben/zstd/Zstd.class",
                "net/jpountz/lz4/LZ4Factory.class",
                "org/xerial/snappy/Snappy.class",
                "com/google/re2j/Pattern.class",
                "rules/payment/PAY-01.yml",
                "META-INF/licences/Apache-2.0.txt",
                "META-INF/licences/BSD-2-Clause.txt",
                "META-INF/licences/Go-License.txt",
                "META-INF/licences/MIT.txt",
                "META-INF/licences/Unicode-3.0.txt",
                "META-INF/NOTICE",
                "META-INF/sbom/sbom.json",
                "drey-log4j.properties",
                "drey-log4j-json.properties"));
    names().forEach(missing::remove);
    assertEquals(List.of(), List.copyOf(missing));
  }

  @Test
  void itsBillOfMaterialsIsOfWhatIsInIt() throws IOException {
    String sbom = text("META-INF/sbom/sbom.json");
    for (String part : List.of("drey-streaming", "kafka-clients", "flink-avro", "icu4j")) {
      assertTrue(sbom.contains("\"" + part + "\""), part);
    }
    for (String part : List.of("flink-core", "flink-runtime", "slf4j-api", "drey-local-flink")) {
      assertFalse(sbom.contains("\"" + part + "\""), part);
    }
  }

  /** Those of several parts under one name have to be joined: the last would win otherwise. */
  @Test
  void serviceFilesAreWhole() throws IOException {
    assertTrue(
        text("META-INF/services/com.fasterxml.jackson.core.JsonFactory").contains("csv"),
        "of Jackson's CSV");
    assertTrue(
        text("META-INF/services/com.fasterxml.jackson.core.JsonFactory").contains("JsonFactory"),
        "of Jackson's core");
  }

  @Test
  void nothingIsLeftOfSignaturesAndModules() throws IOException {
    assertEquals(
        List.of(),
        names().stream()
            .filter(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)|(.*/)?module-info\\.class"))
            .toList());
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertNotNull(jar.getManifest());
      assertEquals(
          DetectionJob.class.getName(),
          jar.getManifest().getMainAttributes().getValue("Main-Class"));
    }
  }
}
