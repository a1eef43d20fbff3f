import { BillabexApi, Configuration, OnerowApi, ResponseError, SamApi } from './generated';

declare const process: { argv: string[]; exit(code: number): never };

/** Sends contacts by a client that was generated from the description. */
async function run(basePath: string, clientId: string, clientSecret: string): Promise<string> {
  const { accessToken } = await new OnerowApi(new Configuration({ basePath }))
    .token({ grantType: 'client_credentials', clientId, clientSecret });
  // of a scheme of OAuth 2 the generator sends the token as it is given
  const configuration = new Configuration({ basePath, accessToken: `Bearer ${accessToken}` });

  const billabex = new BillabexApi(configuration);
  const { id: accountId } = await billabex.createAccount({ billabexNewAccount: { fullName: 'Acme' } });
  const made = await billabex.upsertContact({
    accountId, billabexContactUpsert: { fullName: 'Ann Lee', email: 'ann.lee@acme.example', language: 'en' } });
  const found = await billabex.upsertContact({
    accountId, billabexContactUpsert: { fullName: 'Ann Leigh', email: 'ANN.LEE@acme.example' } });
  const refusal = await billabex.upsertContact({ accountId, billabexContactUpsert: { email: 'nobody' } })
    .then(() => 'none', (error: unknown) => (error instanceof ResponseError) ? String(error.response.status) : 'other');
  const results = await new SamApi(configuration).upsertContacts({
    samSentContact: [{ externalId: 'CRM-7', firstname: 'Ann', lastname: 'Lee', email1: 'ann@sam.example' }] });
  return [made.id === found.id, found.fullName, refusal, results[0].rowsAffected].join(' ');
}

const [base, id, secret] = process.argv.slice(2);
run(base, id, secret).then((line) => console.log(line), (error) => {
  console.error(error);
  process.exit(1);
});
