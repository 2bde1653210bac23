package org.drey.alerts.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.drey.base.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * A sink as the configuration has it.
 *
 * @param name of the operator's choice; its files and metrics have it
 * @param all whether it gets all revisions, and not only those of which an analyst is notified
 * @param victims whether it gets alerts of children
 */
public record SinkSettings(String name, Kind kind, boolean all, boolean victims) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Characters that a header may have. */
  private static final Pattern SECRET = Pattern.compile("[ -~]+");

  /** The kind of a tool, with what that kind needs. */
  sealed interface Kind {}

  /** The format of a webhook's body. */
  enum Format {
    STANDARD,
    IRIS,
    THEHIVE
  }

  /**
   * A webhook.
   *
   * @param secret of the signature, or of the tool's own token
   */
  record Webhook(URI url, Format format, Path secret, @Nullable Path authority) implements Kind {}

  /**
   * A search index.
   *
   * @param user null for none
   * @param password null if there is no user
   */
  record Index(
      URI url,
      String index,
      @Nullable String user,
      @Nullable Path password,
      @Nullable Path authority)
      implements Kind {}

  /** A receiver of syslog over TLS. */
  record Syslog(String host, int port, @Nullable Path authority) implements Kind {}

  /**
   * Makes the sink ready; nothing is sent yet.
   *
   * @throws IOException if a file that it needs cannot be read; the message names it
   */
  AlertSink open() throws IOException {
    if (kind instanceof Webhook hook) {
      return webhook(hook);
    }
    if (kind instanceof Index one) {
      return new BulkSink(
          new HttpSender(one.url(), one.authority()), one.index(), authorization(one));
    }
    Syslog receiver = (Syslog) kind;
    SSLSocketFactory sockets =
        receiver.authority() == null
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : TlsTrust.in(receiver.authority()).getSocketFactory();
    return new SyslogSink(receiver.host(), receiver.port(), sockets, machine(), PATIENCE);
  }

  private static AlertSink webhook(Webhook hook) throws IOException {
    WebhookSink.Signer signer =
        hook.format() == Format.STANDARD
            ? WebhookSink.standard(WebhookSignature.read(hook.secret()))
            : WebhookSink.bearer(secret(hook.secret()));
    WebhookSink.WebhookBody body =
        switch (hook.format()) {
          case STANDARD -> WebhookBodies::standard;
          case IRIS -> WebhookBodies::iris;
          case THEHIVE -> WebhookBodies::theHive;
        };
    HttpSender http = new HttpSender(hook.url(), hook.authority());
    return new WebhookSink(http, body, signer, InstantSource.system());
  }

  private static String authorization(Index index) throws IOException {
    if (index.user() == null || index.password() == null) {
      return "";
    }
    String both = index.user() + ":" + secret(index.password());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String secret(Path file) throws IOException {
    String secret = SecretFile.text("the secret in", file);
    if (!SECRET.matcher(secret).matches()) {
      throw new IOException(file + " is to hold one line of printable ASCII characters");
    }
    return secret;
  }

  /** The name of this machine, as syslog wants it; a dash for none. */
  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "");
    } catch (UnknownHostException e) {
      return "-";
    }
  }
}
