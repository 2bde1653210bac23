package org.drey.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.drey.streaming.job.FlinkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No other machine reaches what is started here. */
final class LoopbackOnlyIT {
  private static final String LISTENING = "0A";
  private static final Path TCP = Path.of("/proc/net/tcp");
  private static final Path TCP6 = Path.of("/proc/net/tcp6");

  /** As Linux writes 127.0.0.1, also as an IPv6 address, and ::1. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  @Test
  @Timeout(120)
  void brokerClusterAndBoundedRunsListenOnLoopback(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isReadable(TCP), "Linux says who listens; this is another system");
    try (KafkaBroker broker = KafkaBroker.start(folder);
        FlinkCluster cluster = FlinkCluster.start(1, 0)) {
      StreamExecutionEnvironment bounded =
          StreamExecutionEnvironment.createLocalEnvironment(1, FlinkSettings.bounded(1));
      bounded
          .fromSequence(0, Long.MAX_VALUE)
          .uid("source")
          .sinkTo(new DiscardingSink<>())
          .uid("sink");
      JobClient run = bounded.executeAsync();
      List<String> listening = listening();
      run.cancel().get();
      assertFalse(listening.isEmpty(), broker.bootstrap() + " and " + cluster.address());
      assertEquals(
          List.of(), listening.stream().filter(address -> !LOOPBACK.contains(address)).toList());
    }
  }

  /** The addresses on which this process listens, as Linux writes them. */
  private static List<String> listening() throws IOException {
    Set<String> own;
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      own = files.map(LoopbackOnlyIT::target).collect(Collectors.toSet());
    }
    return Stream.of(TCP, TCP6)
        .flatMap(LoopbackOnlyIT::sockets)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[3].equals(LISTENING))
        .filter(fields -> own.contains("socket:[" + fields[9] + "]"))
        .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
        .toList();
  }

  private static Stream<String> sockets(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
