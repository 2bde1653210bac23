package org.drey.topics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.drey.base.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's errors in one line: which brokers, why, and what to do. Its own exceptions name neither
 * the broker nor the property that is wrong.
 *
 * @param client the properties with which brokers were asked
 */
public record BrokerFaults(Properties client) {
  private static final String PROTOCOL = "security.protocol";

  private static final Pattern UNHELPFUL =
      Pattern.compile("^Failed to (construct kafka|create new) ");

  private static final Pattern ABSENT = Pattern.compile("Topic (\\S+) not present in metadata");

  /**
   * Refuses brokers that want TLS of a client that speaks in the clear, before a client of Kafka
   * runs out of memory by their answer. Brokers that do not answer are no hindrance.
   */
  public void demandNoTlsUnasked() throws BrokerException {
    if (!isTls() && PortAnswer.of(client) == PortAnswer.TLS) {
      throw new BrokerException(name() + " " + wantsTls(), null);
    }
  }

  /**
   * Calls; what Kafka says becomes a line.
   *
   * @throws BrokerException for errors of Kafka; what else is wrong is thrown as it is
   */
  public <T> T call(Callable<T> what) throws Exception {
    try {
      return what.call();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw of(e);
    }
  }

  /** Returns what is thrown for an error of Kafka. */
  public BrokerException of(Throwable error) {
    return new BrokerException(line(error), error);
  }

  /** Returns a line for an error of a client that goes on; asks no broker again. */
  public static String shortly(Throwable error) {
    return find(error, SslAuthenticationException.class) instanceof Exception tls
        ? "the broker " + PlainText.text(new TlsFault(new Properties()).words(tls))
        : PlainText.text(reason(error));
  }

  /** Returns the line for an error of Kafka. */
  public String line(Throwable error) {
    return name() + " " + PlainText.text(words(error));
  }

  private String words(Throwable error) {
    if (find(error, UnsupportedSaslMechanismException.class)
        instanceof UnsupportedSaslMechanismException mechanism) {
      return "has another login: set sasl.mechanism. " + mechanism.getMessage();
    }
    if (find(error, IllegalSaslStateException.class) != null) {
      return "wants no login on this port: use another port, or set security.protocol=%s"
          .formatted(isTls() ? "SSL" : "PLAINTEXT");
    }
    if (find(error, SaslAuthenticationException.class)
        instanceof SaslAuthenticationException login) {
      return "does not let %sin: no such user there, or another password. See sasl.jaas.config. %s"
          .formatted(user(), login.getMessage());
    }
    if (find(error, SslAuthenticationException.class) instanceof SslAuthenticationException tls) {
      return new TlsFault(client).words(tls);
    }
    if (find(error, AuthorizationException.class) instanceof AuthorizationException denied) {
      return denied(denied);
    }
    boolean isSilent =
        find(error, org.apache.kafka.common.errors.TimeoutException.class) != null
            || find(error, TimeoutException.class) != null;
    return isSilent ? silence(absentTopic(error)) : "cannot be used: " + reason(error);
  }

  private String denied(AuthorizationException denied) {
    String what =
        denied instanceof TopicAuthorizationException topics
            ? "topic " + String.join(", ", topics.unauthorizedTopics())
            : denied instanceof GroupAuthorizationException group
                ? "group " + group.groupId()
                : "what is asked (" + denied.getMessage() + ")";
    return "denies %s%s: docs/operate/access.md says who needs which right".formatted(user(), what);
  }

  /** A producer waits for a topic that is not there, and then says no more than that. */
  private static String absentTopic(Throwable error) {
    Matcher topic = ABSENT.matcher(String.valueOf(error));
    return topic.find() ? ": it may have no topic " + topic.group(1) + ", or" : ":";
  }

  private String silence(String topic) {
    return switch (PortAnswer.of(client)) {
      case NONE -> "does not answer: see that a broker runs there, and that it is the right port";
      case TLS -> isTls() ? unanswered(topic, "SASL_SSL") : wantsTls();
      case CLEAR ->
          isTls()
              ? "speaks no TLS on this port: use another port, or set security.protocol=%s"
                  .formatted(isLogin() ? "SASL_PLAINTEXT" : "PLAINTEXT")
              : unanswered(topic, "SASL_PLAINTEXT");
    };
  }

  private String unanswered(String topic, String withLogin) {
    return "takes connections, but does not answer%s %s"
        .formatted(
            topic,
            isLogin()
                ? "the addresses that it names cannot be reached from here"
                : "it may want a login (security.protocol=" + withLogin + ", sasl.jaas.config)");
  }

  private String wantsTls() {
    return "wants TLS, and the client properties do not ask for it: set security.protocol=%s"
        .formatted(isLogin() ? "SASL_SSL" : "SSL, or SASL_SSL with a login");
  }

  /** Returns the brokers, as messages name them. */
  public String name() {
    return "Kafka at " + client.getProperty("bootstrap.servers", "no address");
  }

  private String user() {
    String user = ClientProperties.user(client);
    return user.isEmpty() ? "" : "user " + user + " ";
  }

  private boolean isTls() {
    return client.getProperty(PROTOCOL, "").contains("SSL");
  }

  private boolean isLogin() {
    return client.getProperty(PROTOCOL, "").startsWith("SASL");
  }

  /** Returns the first cause of a kind; null for none. */
  static @Nullable Throwable find(Throwable error, Class<? extends Throwable> kind) {
    return Stream.iterate(error, one -> one != null, Throwable::getCause)
        .filter(kind::isInstance)
        .findFirst()
        .orElse(null);
  }

  /** The first cause that says more than that a client could not be made, and its own cause. */
  private static String reason(Throwable error) {
    Throwable first = error;
    for (Throwable cause = first.getCause();
        cause != null && isUnhelpful(first);
        cause = cause.getCause()) {
      first = cause;
    }
    String said = said(first);
    Throwable cause = first.getCause();
    return cause == null || said.contains(said(cause)) ? said : said + ": " + said(cause);
  }

  private static boolean isUnhelpful(Throwable error) {
    return error instanceof ExecutionException
        || UNHELPFUL.matcher(String.valueOf(error.getMessage())).find();
  }

  private static String said(Throwable error) {
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.startsWith("Could not find a 'KafkaClient'")
            ? "there is no login: set sasl.jaas.config"
            : message;
  }

  /** The reason why no connection by TLS came about, and what to do about it. */
  private record TlsFault(Properties client) {
    /** Returns both as the end of a sentence that begins with the broker. */
    String words(Throwable error) {
      if (BrokerFaults.find(error, CertificateExpiredException.class)
          instanceof CertificateExpiredException expired) {
        return "shows a certificate that has expired (%s): it has to be renewed at the broker"
            .formatted(expired.getMessage());
      }
      if (BrokerFaults.find(error, CertificateNotYetValidException.class)
          instanceof CertificateNotYetValidException soon) {
        return "shows a certificate that is not yet valid (%s): see the clocks of both machines"
            .formatted(soon.getMessage());
      }
      if (BrokerFaults.find(error, CertPathBuilderException.class) != null) {
        return "shows a certificate of an authority that this client does not trust: set"
            + " ssl.truststore.location to the one that has signed it";
      }
      if (BrokerFaults.find(error, CertificateException.class)
          instanceof CertificateException other) {
        return "shows a certificate for another name (%s): name it in bootstrap.servers as there"
            .formatted(other.getMessage());
      }
      return ofBroker(deepest(error));
    }

    /** The reason of the broker's TLS alert, or this client's where the answer is no TLS. */
    private String ofBroker(String said) {
      if (said.contains("certificate_expired") || ClientCertificate.hasExpired(client)) {
        return "refuses this client's certificate, for it has expired: renew that in"
            + " ssl.keystore.location";
      }
      if (said.contains("certificate_required") || said.contains("bad_certificate")) {
        return "wants a certificate of the client, and none is shown that it takes: set"
            + " ssl.keystore.location to one whose authority the broker trusts";
      }
      if (said.contains("Received fatal alert")) {
        return "refuses this client's certificate of ssl.keystore.location, most likely as its"
            + " authority is not one that the broker trusts: "
            + said;
      }
      if (said.contains("Unsupported or unrecognized")) {
        return "does not speak TLS on this port: another port may, or security.protocol is wrong";
      }
      return "and this client do not agree on TLS: " + said;
    }

    private static String deepest(Throwable error) {
      Throwable last = error;
      while (last.getCause() != null) {
        last = last.getCause();
      }
      return String.valueOf(last.getMessage());
    }
  }

  /** The certificate that a client shows, looked at for what its broker does not say of it. */
  private static final class ClientCertificate {
    private static final Pattern PEM =
        Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private ClientCertificate() {}

    /** Returns whether one is known to have expired; what cannot be read here is not. */
    static boolean hasExpired(Properties client) {
      String file = client.getProperty("ssl.keystore.location", "");
      if (file.isEmpty()) {
        return false;
      }
      try {
        List<? extends Certificate> shown =
            client.getProperty("ssl.keystore.type", "JKS").equals("PEM")
                ? inText(Path.of(file))
                : inStore(Path.of(file), client);
        return !shown.isEmpty()
            && shown.get(0) instanceof X509Certificate own
            && own.getNotAfter().toInstant().isBefore(Instant.now());
      } catch (GeneralSecurityException | IOException e) {
        return false;
      }
    }

    private static List<Certificate> inText(Path file)
        throws GeneralSecurityException, IOException {
      List<Certificate> all = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      var found = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (found.find()) {
        byte[] one = found.group().getBytes(StandardCharsets.ISO_8859_1);
        all.add(factory.generateCertificate(new ByteArrayInputStream(one)));
      }
      return all;
    }

    private static List<Certificate> inStore(Path file, Properties client)
        throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance(client.getProperty("ssl.keystore.type", "JKS"));
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, client.getProperty("ssl.keystore.password", "").toCharArray());
      }
      List<Certificate> all = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          all.add(store.getCertificate(alias));
        }
      }
      return all;
    }
  }

  /**
   * The answer of a port to a question in the clear: what a broker can do. Kafka's own clients take
   * the answer of a port that wants TLS for a record of 350 MB, and end for want of memory.
   */
  private enum PortAnswer {
    /** No one listens there, or no one answers in time. */
    NONE,
    /** An alert of TLS. */
    TLS,
    /** The answer of a broker that wants no TLS. */
    CLEAR;

    private static final int WITHIN_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int ALERT = 0x15;
    private static final int CORRELATION = 1;

    /** Asks the first of a client's brokers that answers. */
    static PortAnswer of(Properties client) {
      for (InetSocketAddress address : addresses(client)) {
        PortAnswer answer = of(address);
        if (answer != NONE) {
          return answer;
        }
      }
      return NONE;
    }

    private static List<InetSocketAddress> addresses(Properties client) {
      try {
        return ClientUtils.parseAndValidateAddresses(
            List.of(client.getProperty("bootstrap.servers", "").split(",")), "use_all_dns_ips");
      } catch (KafkaException e) {
        return List.of(); // which is refused in its place
      }
    }

    private static PortAnswer of(InetSocketAddress address) {
      try (Socket socket = new Socket()) {
        socket.connect(address, WITHIN_MILLIS);
        socket.setSoTimeout(WITHIN_MILLIS);
        socket.getOutputStream().write(question());
        int first = socket.getInputStream().read();
        return first < 0 ? NONE : first == ALERT ? TLS : CLEAR;
      } catch (IOException e) {
        return NONE;
      }
    }

    /** Which versions of requests there are: the one request that is answered before any login. */
    private static byte[] question() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      String name = "drey";
      out.writeInt(Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES + name.length());
      out.writeShort(ApiKeys.API_VERSIONS.id);
      out.writeShort(0);
      out.writeInt(CORRELATION);
      out.writeUTF(name);
      return bytes.toByteArray();
    }
  }
}
