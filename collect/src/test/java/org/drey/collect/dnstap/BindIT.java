package org.drey.collect.dnstap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.listen.ListenAddress;
import org.drey.event.DnsQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real BIND, where one is installed, writes what it answers. */
@Tag("nightly")
@Timeout(60)
final class BindIT {
  private static final Path NAMED = Path.of("/usr/sbin/named");
  private static final int QUESTIONS = 200;

  @TempDir private Path folder;

  @Test
  void eachAnswerOfBindIsARecord() throws Exception {
    assumeTrue(Files.isExecutable(NAMED), "BIND is not installed");
    TestFeed feed = TestFeed.ofNow();
    CollectFeed collect = feed.feed();
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, TestFeed.NOW), gap -> {});
    int port = freePort();
    try (DnstapServer server = new DnstapServer(collect, gaps, false, from -> false)) {
      server.listen(ListenAddress.unix(folder.resolve("dnstap.sock")));
      Process bind = start(port);
      try {
        ask(port);
        while (asked(feed).size() < QUESTIONS) {
          Thread.onSpinWait();
        }
      } finally {
        bind.destroyForcibly().waitFor();
      }
    }
    List<DnsQuery> asked = asked(feed);
    assertEquals(names(), asked.stream().map(BindIT::lower).sorted().toList());
    assertEquals(QUESTIONS, asked.stream().map(DnsQuery::getEventId).distinct().count());
    assertEquals(List.of("198.51.100.7"), asked.get(0).getAnswers());
    assertEquals("bind.isp.example", asked.get(0).getResolver());
  }

  private static List<DnsQuery> asked(TestFeed feed) {
    return feed.queries().stream().filter(query -> query.getQuery().startsWith("N")).toList();
  }

  private static String lower(DnsQuery query) {
    return query.getQuery().toLowerCase(Locale.ROOT);
  }

  private static List<String> names() {
    return IntStream.range(0, QUESTIONS).mapToObj("n%d.example"::formatted).sorted().toList();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process start(int port) throws IOException {
    Files.writeString(
        folder.resolve("zone"),
        """
        $TTL 60
        @ SOA ns.example. root.example. 1 60 10 604800 1
        @ NS ns.example.
        * A 198.51.100.7
        """);
    Path configuration =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            options {
              directory "%1$s"; listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
              pid-file none; session-keyfile none; managed-keys-directory "."; recursion no;
              dnstap { client response; }; dnstap-output unix "%1$s/dnstap.sock";
              dnstap-identity "bind.isp.example";
            };
            controls { };
            zone "example" { type primary; file "zone"; };
            """
                .formatted(folder, port));
    return new ProcessBuilder(NAMED.toString(), "-f", "-c", configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("named.log").toFile())
        .start();
  }

  private static void ask(int port) throws IOException {
    SimpleResolver resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    resolver.setTimeout(Duration.ofSeconds(10));
    await(resolver, "ready");
    for (int i = 0; i < QUESTIONS; i++) {
      await(resolver, "N" + i);
    }
  }

  /** Asks until there is an address: BIND answers others with SERVFAIL before it has its zone. */
  private static void await(SimpleResolver resolver, String host) throws IOException {
    Name name = Name.fromString(host + ".example.");
    while (true) {
      try {
        Message answer = resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
        if (!answer.getSection(Section.ANSWER).isEmpty()) {
          return;
        }
      } catch (IOException e) { // it is not up yet
        Thread.onSpinWait();
      }
    }
  }
}
