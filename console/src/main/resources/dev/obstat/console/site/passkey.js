// Talks to the authenticator: enrols and removes passkeys on a person's own page, and has an approval confirmed.
"use strict";
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function call(method, path, body, csrf) {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-obstat-csrf": csrf },
      body: JSON.stringify(body ?? {}),
    });
    const said = answer.status === 204 ? {} : await answer.json();
    if (!answer.ok) {
      throw new Error(said.error);
    }
    return said;
  }

  async function touch(options) {
    const credential = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: options.allowCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
      },
    });
    const response = credential.response;
    return {
      credential: text(credential.rawId),
      clientData: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    };
  }

  async function enrol(form, csrf) {
    const begun = await call("POST", "/api/enrolments", {}, csrf);
    const confirmation = begun.confirm ? await touch(begun.confirm) : null;
    const create = begun.create;
    const made = await navigator.credentials.create({
      publicKey: {
        ...create,
        challenge: bytes(create.challenge),
        user: { ...create.user, id: bytes(create.user.id) },
        excludeCredentials: create.excludeCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
      },
    });
    const body = {
      name: form.elements.name.value,
      clientData: text(made.response.clientDataJSON),
      attestation: text(made.response.attestationObject),
    };
    if (confirmation) {
      body.confirmation = confirmation;
    }
    await call("POST", "/api/passkeys", body, csrf);
    location.reload();
  }

  async function remove(id, csrf) {
    const options = await call("POST", "/api/passkeys/" + id + "/challenge", {}, csrf);
    await call("DELETE", "/api/passkeys/" + id, { confirmation: await touch(options) }, csrf);
    location.reload();
  }

  async function approve(form, csrf) {
    const options = await call(
      "POST", form.getAttribute("action").replace("/reviews/", "/api/reviews/") + "/challenge",
      { digest: form.elements.digest.value, shown: form.elements.shown.value }, csrf);
    if (options.challenge) {
      form.elements.touch.value = JSON.stringify(await touch(options));
    }
    form.submit();
  }

  function say(form, failure) {
    let place = form.querySelector("[role=alert]");
    if (!place) {
      place = document.createElement("p");
      place.className = "alert";
      place.setAttribute("role", "alert");
      form.append(place);
    }
    place.textContent = failure.name === "NotAllowedError"
      ? "The passkey was not touched, or was not one of yours: nothing was done."
      : failure.message;
  }

  const ACTS = {
    enrol: (form, csrf) => enrol(form, csrf),
    remove: (form, csrf) => remove(form.dataset.id, csrf),
    approve: (form, csrf) => approve(form, csrf),
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const act = ACTS[form.dataset.passkey];
    if (!act) {
      return;
    }
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      say(form, new Error("This browser cannot use passkeys here: open the console by its name, over https or on localhost."));
      return;
    }
    act(form, form.elements.csrf.value).catch((failure) => say(form, failure));
  });
})();
