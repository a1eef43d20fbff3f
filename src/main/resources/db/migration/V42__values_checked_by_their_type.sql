-- A check of a table is read from the catalog and made ready anew by each statement that writes the table; a domain is made
-- ready once a connection, and looks at what is written, no more. What ties columns to each other is kept by the functions
-- that write them.

create domain person_name as text constraint contact_full_name_length check (char_length(value) between 1 and 200);
create domain email_address as text constraint contact_email_length check (char_length(value) between 1 and 254);
create domain email_status as text constraint contact_email_status_known check (value in ('Valid', 'Bounced', 'Complained'));
create domain lower_language as text constraint contact_language_code check (value ~ '^[a-z]{2}$');
create domain upper_language as text constraint customer_language_code check (value ~ '^[A-Z]{2}$');
create domain gender as text constraint customer_gender_known check (value in ('m', 'f', 'u'));
create domain jsonb_map as jsonb constraint attributes_object check (jsonb_typeof(value) = 'object');
create domain jsonb_list as jsonb constraint addresses_list check (jsonb_typeof(value) = 'array');

alter table contact
	drop constraint contact_full_name_length, drop constraint contact_email_length, drop constraint contact_email_status_known,
	drop constraint contact_language_code, drop constraint contact_attributes_object, drop constraint contact_email_has_key,
	drop constraint contact_name_has_keys,
	alter column full_name type person_name, alter column email type email_address,
	alter column email_status type email_status, alter column language type lower_language,
	alter column attributes type jsonb_map;

alter table account
	drop constraint account_attributes_object, drop constraint account_source_has_connection,
	drop constraint account_remembered_keys_match,
	alter column attributes type jsonb_map;

alter table customer
	drop constraint customer_language_code, drop constraint customer_gender_known, drop constraint customer_addresses_list,
	alter column language type upper_language, alter column gender type gender, alter column addresses type jsonb_list;
