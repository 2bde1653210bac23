package org.drey.topics;

import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
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
}
