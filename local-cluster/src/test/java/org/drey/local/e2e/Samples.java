package org.drey.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.TopicNames;
import org.drey.event.Transport;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.AvroCodec;

/** The sample record of each topic, which comes with its schema. */
public final class Samples {
  private Samples() {}

  /** A new copy of a topic's sample. */
  public static <T extends SpecificRecordBase> T of(String topic, Class<T> type) throws Exception {
    return JsonLineReader.of(type).read(line(topic).getBytes(StandardCharsets.UTF_8)).datum();
  }

  /** A query for {@code listed.example} now, encoded. */
  static byte[] listedQuery() {
    return AvroCodec.of(DnsQuery.class)
        .encode(
            DnsQuery.newBuilder()
                .setEventId("query")
                .setEventTime(Instant.now())
                .setProvider("isp.example")
                .setQuery("listed.example")
                .setRecordType("A")
                .setAnswers(List.of())
                .setTransport(Transport.UDP)
                .setNetworkClass(NetworkClass.HOME)
                .build());
  }

  /** The sample as a line of a file. */
  public static String line(String topic) throws IOException {
    String name = TopicNames.topicOf(TopicNames.recordClass(topic));
    try (var in = TopicNames.class.getResourceAsStream("/samples/" + name + ".pass.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' ');
    }
  }
}
