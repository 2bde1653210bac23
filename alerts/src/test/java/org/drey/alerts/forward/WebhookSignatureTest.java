package org.drey.alerts.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookSignatureTest {
  @TempDir private Path folder;

  private Path secret(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void isThatOfTheStandard() throws IOException {
    WebhookSignature signature =
        WebhookSignature.read(secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"));
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        signature.of(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(UTF_8)));
  }

  @Test
  void whatIsNoSecretIsRefusedAndNotShown() throws IOException {
    for (String wrong : new String[] {"", "hunter2", "whsec_c2hvcnQ=", "whsec_?"}) {
      Path file = secret(wrong);
      IOException e = assertThrows(IOException.class, () -> WebhookSignature.read(file));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
      assertFalse(!wrong.isEmpty() && e.getMessage().contains(wrong), e.getMessage());
    }
  }
}
