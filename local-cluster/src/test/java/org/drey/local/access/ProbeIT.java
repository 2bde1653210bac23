package org.drey.local.access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
final class ProbeIT {
  @Test void probe(@TempDir Path folder) throws Exception {
    try (SecureBroker b = SecureBroker.start(folder, "isp")) {
      b.broker().createTopics(1);
      b.certificates().makeAuthority("other"); b.certificates().make("client"); b.certificates().makeExpired("old-client");
      Map<String, Properties> all = new LinkedHashMap<>();
      all.put("good scram", b.scram("isp", SecureBroker.PASSWORD));
      all.put("wrong password", b.scram("isp", "x"));
      all.put("wrong user", b.scram("nobody", SecureBroker.PASSWORD));
      Properties p = b.scram("isp", SecureBroker.PASSWORD); p.put("sasl.mechanism","PLAIN"); p.put("sasl.jaas.config","org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b\";"); all.put("mechanism", p);
      p = b.scram("isp", SecureBroker.PASSWORD); p.putAll(b.certificates().trusts("other")); all.put("unknown CA", p);
      p = b.scram("isp", SecureBroker.PASSWORD); p.remove("sasl.jaas.config"); all.put("no jaas", p);
      all.put("tls without sasl", b.tls("SCRAM"));
      all.put("expired broker", b.tls("OLD"));
      all.put("foreign broker", b.tls("FOREIGN"));
      all.put("plain on TLS", b.plain("SCRAM"));
      p = b.scram("isp", SecureBroker.PASSWORD); p.put("security.protocol","SASL_PLAINTEXT"); all.put("sasl_plain on TLS", p);
      all.put("TLS on plain", b.tls("PLAINTEXT"));
      p = b.scram("isp", SecureBroker.PASSWORD); p.put("bootstrap.servers", b.broker().bootstrap()); all.put("sasl_ssl on plain", p);
      p = b.scram("isp", SecureBroker.PASSWORD); p.put("bootstrap.servers", b.broker().bootstrap()); p.put("security.protocol","SASL_PLAINTEXT"); all.put("sasl on plain", p);
      p = b.tls("MTLS"); p.putAll(b.certificates().shows("client")); all.put("good mtls", p);
      all.put("no client cert", b.tls("MTLS"));
      p = b.tls("MTLS"); p.putAll(b.certificates().shows("old-client")); all.put("old client cert", p);
      p = b.tls("MTLS"); p.putAll(b.certificates().shows("other")); all.put("foreign client cert", p);
      p = b.tls("MTLS"); p.putAll(b.certificates().shows("client")); p.put("ssl.keystore.password","x"); all.put("keystore password", p);
      p = b.tls("MTLS"); p.put("ssl.truststore.location","/nowhere.pem"); all.put("no truststore", p);
      for (var e : all.entrySet()) {
        e.getValue().put("default.api.timeout.ms","6000"); e.getValue().put("request.timeout.ms","5000");
        for (String kind : List.of("admin","consumer","producer")) {
          long t = System.nanoTime();
          String s;
          try { s = run(kind, e.getValue()); } catch (Throwable x) { StringBuilder sb=new StringBuilder(); for (Throwable c=x;c!=null;c=c.getCause()) sb.append("\n      ").append(c.getClass().getName()).append(": ").append(c.getMessage()); s=sb.toString(); }
          System.out.println("### " + e.getKey() + " / " + kind + " " + (System.nanoTime()-t)/1000000 + " ms: " + s);
        }
      }
    }
  }
  private static String run(String kind, Properties given) throws Exception {
    Properties p = new Properties(); p.putAll(given);
    switch (kind) {
      case "admin": try (Admin a = Admin.create(p)) { return "ok " + a.listTopics().names().get(); }
      case "consumer": try (var c = new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer())) { return "ok " + c.listTopics(Duration.ofSeconds(5)).keySet(); }
      default: p.put("max.block.ms","5000"); p.put("delivery.timeout.ms","6000"); p.put("linger.ms","0"); try (var c = new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer())) { return "ok " + c.send(new ProducerRecord<>("verdicts", new byte[1])).get(); }
    }
  }
}
